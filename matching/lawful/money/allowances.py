"""Which further contexts make a mention of money, papers or unpaid work lawful? `excuses` has the others."""

from matching.lawful.money import english as e
from matching.lawful.money import terms as t
from matching.lawful.money.excuses import DEFIES, EMPLOYEE, WORKER_PAYS
from matching.lawful.money.near import DemandRule
from matching.lawful.words import DEPOSIT

N = r"[^。;；!！?？\n]"  # a sign of this clause or the next
SEATS = r"(?:包间|包厢|雅间|宴席|酒席|婚宴|宴会|订桌|订座|年夜饭|客房|场地|档期)"

ALLOWANCES: tuple[DemandRule, ...] = (
    DemandRule(
        "paid back at last",
        (
            t.part(rf"(?:{DEPOSIT}|押金|[一-龥]{{1,3}}费)"),
            t.part(
                r"(?:[一二三四五六七八九十几\d]年前|20\d\d年|以前|之前|早年|当年|过去|原先|上次|多收|误收|收了您|收过)",
                signs="前2早当过原上多误收",
            ),
            t.part(r"退(?:回|还|给|到|清)|领回|返还|原路退|已退", signs="退领返"),
        ),
        (WORKER_PAYS, t.part(r"做满|干满|满[一二两三半\d]|合同期满|才", signs="满才")),
        24,
    ),
    DemandRule(
        "not from the wages",
        (
            t.part(
                r"(?:绝|从|也|都|一律)?不(?:会|能|得|准|许|再)?(?:从|在|由)C{0,10}(?:工资|工钱|薪|提成|押金|奖金)(?:里面?|中)?C{0,2}(?:扣|出|抵|走|划|拿)",
                signs="扣出抵走划拿",
            ),
        ),
    ),
    DemandRule(
        "nothing to be paid",
        (
            t.part(
                r"(?:莫|别|不要|不用|不必|勿|甭)(?:交|给|付|出)(?:一分)?(?:钱|费)C{0,2}|(?:走|离职|辞职|辞工)C{0,3}(?:都|也)?不(?:用|会|需要?|必)?赔(?:偿|钱)?(?!的)",
                signs="莫别不勿甭",
            ),
        ),
        (t.part(r"才|就(?:莫|别|不)|走人", signs="才就走"),),
        6,
        6,
    ),
    DemandRule(
        "tell us who asks",
        (
            t.part(
                r"(?:谁|哪个|有人|哪位|要是有人)C{0,4}(?:找|问|向|跟|叫|让)(?:你|您|大家)C{0,2}(?:要|收|交)C{0,8}",
                signs="谁哪人",
            ),
            t.part(
                r"(?:打|告诉|找|联系|跟|给|向)C{0,4}(?:我|公司|厂里|老板|人事|劳动|工会|12333|110)|举报|投诉|报警",
                signs="打告找联跟给向举投报",
            ),
        ),
        (t.part(r"再交|才|也得", signs="再才也"),),
        12,
    ),
    DemandRule(
        "paid while learning",
        (
            t.part(
                rf"(?:学习|培训|学徒|带教|见习|跟学)(?!费)(?:期间?|时|期内)?C{{0,4}}(?:[一每]天|日薪|每?月薪?|一个月)(?:发|给|有|补贴?|工资|拿)?(?:{t.SUM})"
            ),
        ),
        (t.part(r"交|收|自费|自己|付费|学费|扣|押", signs="交收自付学扣押"),),
    ),
    DemandRule(
        "paid by the piece",
        (
            t.part(
                rf"(?:一|每)(?:张|条|件|场|天|小时|版|单|款|套)(?:付费?|给|结|补)C{{0,2}}(?:{t.SUM}|\d{{2,4}})C{{0,2}}"
            ),
        ),
        (WORKER_PAYS, t.part(r"交|收|自费|押", signs="交收自押")),
    ),
    DemandRule(
        "an office sees to it",
        (
            t.part(
                rf"(?:{DEPOSIT}|押金|押款)(?:[、和]C{{0,4}}(?:{DEPOSIT}|押金))*(?:的事)?(?:都|全)?(?:由|归)?(?:公司|招商|行政|采购|平台|银行|业务)C{{0,2}}(?:部|财务|经理)?C{{0,1}}(?:打(?!到)|付|交(?!给)|管|负责|处理|走账|出)"
            ),
        ),
        (WORKER_PAYS,),
    ),
    DemandRule(
        "the firm pays for learning",
        (
            t.part(
                r"(?:公司|单位|厂里?|园里|店里|老板|我们)C{0,8}(?:并|且|也|全)?(?:付|出|掏|承担|交)(?:了)?(?:学费|培训费|考证费|考试费|报名费)C{0,4}",
                signs="公单厂园店老我",
            ),
        ),
        (t.part(r"扣|还(?!有)|赔|违约|服务期|先垫", signs="扣还赔违服先"),),
    ),
    DemandRule(
        "never taken off",
        (
            t.part(
                r"(?:绩效|工资|工钱|底薪|提成|奖金)(?:也|都|绝|一律|从来)?不(?:会|倒|乱|随便|另|得|许|准)+(?:扣|罚|减|压|拖|欠)C{0,2}",
                signs="扣罚减压拖欠",
            ),
        ),
        (t.part(r"除非|但", signs="除但"),),
    ),
    DemandRule(
        "no matter of the staff",
        (
            t.part(rf"(?:{DEPOSIT}|押金)C{{0,10}}"),
            t.part(
                r"(?:跟|和|与)(?:店员|员工|主播|您|你|求职者|个人|各位|大家)C{0,2}(?:没(?:有)?关系|无关|不相干)",
                signs="跟和与",
            ),
        ),
        (WORKER_PAYS,),
        12,
    ),
    DemandRule(
        "the firm has paid",
        (
            t.part(
                rf"(?:{DEPOSIT}|押金)C{{0,6}}[,，]?C{{0,2}}(?:公司|厂里|老板|我们|店里)(?:已经?|都|替你|帮你|统一)*(?:交|付|垫|缴|出)(?:好|过|完|清|齐)?了(?!再|才|以?后)"
            ),
        ),
        (WORKER_PAYS, t.part(r"还(?:给|我)|扣", signs="还扣")),
    ),
    DemandRule(
        "copied, the paper stays with its owner",
        (
            t.part(
                r"(?:身份证|毕业证|证件|证书|学位证|驾驶证)C{0,3}(?:拍照|拍一?张|复印|扫描|拍个?照)C{0,6}", signs="证"
            ),
            t.part(
                r"(?:原件)?(?:自己|本人|你|您|当场|马上)(?:带走|拿走|拿回|收好|保管|还)|原件不(?:收|留|押)",
                signs="自本你您当马原",
            ),
        ),
        (t.part(r"离职|才|再给|到期", signs="离才再到"),),
    ),
    DemandRule(
        "warned of others",
        (
            t.part(
                rf"(?:骗子|冒充|假冒|冒名|谨防|警惕|提防|防范|远离)C{{0,12}}(?:{DEPOSIT}|押金|培训贷|网贷|贷款|分期|刷单|收钱|要钱|交钱|转账|C{{1,3}}费)C{{0,6}}",
                signs="骗冒谨警提防远",
            ),
        ),
        (WORKER_PAYS, DEFIES),
    ),
    DemandRule(
        "a rumour",
        (
            t.part(
                r"(?:网上|群里|外面|有人|听人)C{0,2}(?:写|传|说|讲|造谣)C{0,16}(?:是假的|是谣言|不实|没有的事|没这回事|纯属造谣)"
            ),
        ),
    ),
    DemandRule(
        "what is left on a card", (t.part(r"(?:饭卡|餐卡|水卡|卡)里?C{0,8}(?:余额|的钱|剩的)C{0,10}退(?!不)C{0,4}"),)
    ),
    DemandRule(
        "given for nothing",
        (t.part(r"(?:工衣|工装|工服|午?饭|伙食|培训|被子|工具|宿舍|水电)C{0,2}白(?:给|送|吃|住|用)"),),
        (t.part(r"工资|工钱|干活|做活"),),
    ),
    DemandRule(
        "nothing is taken",
        (
            t.part(
                rf"(?:{DEPOSIT}|押金|定金|培训费|工衣费|中介费|报名费)(?:[、和与及]?(?:{DEPOSIT}|押金|定金|培训费|工衣费|中介费|报名费))*(?:一概|一律|统统|全部?|通通|什么的|一分(?:钱)?|分文|一毛(?:钱)?)?(?:都|也)?不(?:收|要|交|用交|存在)(?![^，,。]{{0,3}}(?:不|别|莫))"
            ),
        ),
        (WORKER_PAYS,),
    ),
    DemandRule(
        "seats",
        (t.part(rf"(?:餐厅|酒店|饭店|酒楼|客人)?{SEATS}的?(?:{DEPOSIT}|押金)(?:{t.SUM})?"),),
        (WORKER_PAYS, EMPLOYEE),
    ),
    DemandRule(
        "a lesson about deposits",
        (
            t.part(
                rf"(?:培训|课堂|讲座)?C{{0,6}}[:：]?(?:{DEPOSIT}|押金)(?:(?:、|和|与|跟|及)(?:{DEPOSIT}|押金))+C{{0,3}}(?:区别|不同|差别|怎么分|有何)C{{0,2}}"
            ),
        ),
        (WORKER_PAYS,),
    ),
    DemandRule(
        "how the firm began",
        (
            t.part(rf"(?:{DEPOSIT}|押金)"),
            t.part(r"租来|租下|租的|门面|铺面|店铺|房租|摊位"),
            t.part(r"起步|起家|创业|开始做起|白手"),
        ),
        (WORKER_PAYS, EMPLOYEE, t.part(r"加盟|代理|你的")),
    ),
    DemandRule(
        "paid while hurt",
        (t.part(r"停工留薪(?:期间?)?|(?:工资|工钱|薪水?)?C{0,2}(?:拖|欠|晚)一天C{0,2}[赔补]C{0,4}(?:利息|滞纳金)"),),
    ),
    DemandRule(
        "hours by the quarter",
        (
            t.part(
                rf"(?:综合(?:计算)?工时|不定时工时|工时制|年假|调休|加班时数){N}{{0,16}}按(?:季|年|半年)度?(?:结算|核算)"
            ),
        ),
        (t.part(r"工资|薪|工钱|钱"),),
    ),
    DemandRule(
        "not a penny less",
        (
            t.part(
                r"(?:工资|薪水|薪资|工钱|钱|员工的?)?C{0,1}一分(?:钱)?(?:也|都)?(?:不打折|不(?:会)?(?:少|差|扣|欠|拖)|没(?:少|欠|差|拖|扣))C{0,2}"
            ),
        ),
        (t.part(r"押金|保证金|先交|年底|年终|过年|年关|腊月|只发|先发|平时|剩|等"),),
    ),
    DemandRule(
        "forbidden",
        (t.part(r"(?:禁止|严禁|杜绝|不准|不许|抵制)(?:任何|一切|搞|安排|门店|变相)*(?:无薪|免费|无偿|白|义务)C{0,6}"),),
    ),
    DemandRule(
        "told what the law says",
        (t.part(rf"收取?C{{0,4}}(?:{DEPOSIT}|押金)"), t.part(r"违反C{0,8}法|第[\d一二三四五六七八九十]+条")),
        (WORKER_PAYS,),
    ),
    DemandRule(
        "others who ask",
        (
            t.part(r"(?:如|若|凡|遇|任何|要是|一旦)C{0,10}(?:要|让|叫|要求)[你您]C{0,2}先?[交付转垫]C{0,8}[费金钱款]"),
            t.part(r"投诉|举报|报警|12333|12345|110|拒绝|别信|是骗"),
        ),
        (t.part(r"没用|不怕|也得|随便"),),
        20,
    ),
    DemandRule("slips, not wages", (t.part(r"(?:暂不|不再?|停止)(?:打印|发放?|邮寄)C{0,4}工资[条单表卡]"),)),
    DemandRule(
        "shown and noted",
        (
            t.part(
                r"(?:身份证|证件|证书)C{0,2}(?:交给|给|递给|交到)(?:前台|门卫|人事|保安)(?:登记|核验|查验|扫描|复印)"
            ),
        ),
        (t.part(r"走|离[职厂]|才|再|保管|留|押|扣|期满|转正|收"),),
    ),
    DemandRule(
        "taken off by law",
        (
            t.part(
                r"扣(?:除|缴|掉)?(?:个人)?(?:社保|个税|五险一?金?|公积金|个人所得税)(?:(?:、|和|及|与)(?:社保|个税|公积金))*(?:个人部分|部分|费用?)?(?:之?后)?C{0,4}"
            ),
        ),
        (t.part(r"押|保证金|首月|服装|工服|培训|剩|年底"),),
    ),
    DemandRule(
        "paid for teaching",
        (
            t.part(
                r"(?:每月|每带C{1,4}|厂里|公司|另外?)C{0,4}(?:给|发|补|奖)C{0,6}(?:带教|带徒|师带徒|传帮带)(?:费|补贴|奖|津贴)C{0,5}"
            ),
        ),
        (WORKER_PAYS,),
    ),
    DemandRule("pictures for papers", (t.part(r"证件照(?:片)?C{0,3}(?:不用|免|不需要?|可以?不)(?:交|带|拍)?"),)),
    DemandRule(
        "holders for papers", (t.part(r"(?:驾驶证|行驶证|身份证|证件|证书|护照)(?:皮套|卡包|封套|夹|外壳|套)"),)
    ),
)

ENGLISH_ALLOWANCES: tuple[DemandRule, ...] = (
    DemandRule(
        "a copy",
        (
            e.part(
                r"(?:a )?(?:cop(?:y|ies)|scans?|photocop(?:y|ies)) of (?:your |the |an? )?(?:\w+ )?(?:diplomas?|certificates?|ids?(?: cards?)?|passports?|licen[cs]es?|degrees?)(?: only)?\b"
            ),
        ),
        (e.part(r"we keep|we hold|originals? (?:is|are|stays?|will|with)"),),
    ),
    DemandRule(
        "given back at once",
        (
            e.part(r"(?:ids?(?: cards?)?|passports?|diplomas?|certificates?|originals?|papers|documents?)\b"),
            e.part(
                r"(?:hand|give|return|get)(?:s|ed|n)? (?:it|them|yours?) (?:right |straight )?back|returned (?:at once|on the spot|right away|immediately)|back (?:at once|on the spot|right away)"
            ),
        ),
        (e.part(r"until|when you (?:leave|quit)|after|end of|contract ends|months?"),),
        40,
    ),
    DemandRule(
        "yours to keep",
        (
            e.part(
                r"(?:please |you (?:can |may |should )?)(?:keep|hold on to|retain) (?:the|your) (?:own )?(?:originals?|documents?|papers)\b"
            ),
        ),
        (e.part(r"our|office|with us|hr|safe\b|company|at the|for us|until"),),
    ),
    DemandRule(
        "must be qualified",
        (
            e.part(
                r"(?:must|should|shall|who|have to|need to|needs to|required to) (?:all )?(?:hold|have) (?:an? |the |their )?(?:\w+ ){0,4}(?:certificates?|licen[cs]es?|diplomas?|degrees?|permits?|passports?|visas?)"
            ),
        ),
        (e.part(r"until|we (?:must|have|need)|our (?:safe|office)|course|fee|cost|pay for|buy|back"),),
    ),
    DemandRule(
        "nothing to repay",
        (
            e.part(
                r"(?:the )?(?:company|employer|we|firm|factory|shop|hospital) (?:will )?(?:pays?|covers?|funds?|sponsors?)E{0,36}(?:course|training|certif\w+|licen[cs]e|exam)E{0,12}(?:nothing|no need|without having|never|you do not|you don't) (?:have )?(?:to )?(?:re)?pay(?: \w+)?(?: back)?"
            ),
        ),
        (e.part(r"unless|if you|except|until"),),
    ),
    DemandRule(
        "beware",
        (
            e.part(
                r"(?:ask\w*|charg\w+|collect\w*|demand\w*|request\w*|want\w*)E{0,24}(?:fees?|deposits?|money|loans?|payments?)"
            ),
            e.part(
                r"beware of|watch out for|(?:fake|bogus|false) (?:\w+ )?(?:ads?|adverts?|jobs?|recruiters?|postings?|agents?|agencies|hr|accounts?)"
            ),
        ),
        (e.part(r"you must|please pay"),),
        40,
    ),
    DemandRule(
        "fined",
        (e.part(r"(?:was|were|been|got|is being) (?:fined|punished|sued|penali[sz]ed) forE{0,70}"),),
        (e.part(r"our policy|you"),),
    ),
    DemandRule(
        "probation pay",
        (
            e.part(
                r"(?:probation|trial)(?: period)? (?:pay|salary|wages?) (?:is|are|at) (?:[89]\d|100) ?(?:%|per ?cent)"
            ),
        ),
    ),
)
