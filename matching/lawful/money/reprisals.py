"""Which reprisals are threatened for using a right or for being ill, and which claims are dismissed? In both languages.

Trade Union Law, article 3 and 54; Labour Contract Law, articles 16, 29 and 42.
"""

from matching.lawful.money import english as e
from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule

FORBIDDEN = t.part(
    r"不(?:会|得|能|准|许|可|该)(?:因|以|把|被|让|叫|搞)?|违法|绝不|从不|依法|骗|照(?:发|付|给|算)|自愿|自由|欢迎|别怕|不怕|放心",
    signs="不违绝从依骗照自欢别放",
)
USED_A_RIGHT = t.part(
    r"(?:参加|加入|入|进|搞|组织|做过|当过|干过|报名)(?:过|了|什么|任何|那个)*工会(?:活动|委员|主席|代表|干部)?|工会(?:会员|委员|主席|干部|代表|积极分子)",
    r"(?:去|到|找|上|跟|同|向)?(?:过)?(?:劳动局|劳动监察|监察|仲裁委?|人社局?|社保局|法院|12333|信访)C{0,4}(?:告|投诉|举报|闹|打官司|说|反映|讲)(?:过|状|了|三道四)*|(?:打|申请|走)过?(?:劳动)?(?:仲裁|官司)|告过(?:状|老板|公司|厂|单位|上家)|维过权|讨过薪|(?:投诉|举报)过(?:上家|老板|公司|厂|单位|老东家)|跟(?:上家|老板|公司|厂里)打过官司|(?:带头|组织)C{0,4}(?:提条件|闹|讲条件|罢工|要说法)|打(?:过)?(?:市长热线|12345|12333|劳动热线)|维权|找(?:过)?律师",
    signs="会劳监仲人社法1信官告维讨投举组带热律",
)
MADE_TO_PAY = t.part(
    r"别(?:再)?来|别(?:想)?(?:再)?在C{0,3}(?:混|干|做)|不续(?:签|了|用)?(?=$|[,，。了])|走一个|挂出来|一个(?:也|都)?不留|供不起|不(?:要|招|收|用|录|留|聘|考虑)(?=$|[,，。;；!的了你他她])|(?:不|没)(?:参加|加入|入|进)C{0,8}(?:才|方|可)C{0,3}(?:录|入职|签|上岗|要)|走人|开除|辞退|劝退|庙小|请不起|用不起|滚|拉黑|黑名单|淘汰|免谈|绕|才(?:录|收|要|招)|方可录|不(?:准|许|让)(?=参加|加入|入|进|搞)|第二天就|[勿莫](?:来|投|扰)|pass|算了",
    signs="别不没挂一供走开辞劝庙请用滚拉黑淘免绕才方第勿莫p算",
)
PLEDGED = t.part(
    r"(?:不|绝不|永不|不得|不准|不许)(?:参加|加入|组织|成立|搞)C{0,4}工会",
    signs="工",
)
ILL = t.part(
    r"病假|(?<!工)生(?:了)?(?:大)?病|住院|病倒|请假看病|(?:受|负)了?工?伤(?:的|了|后)|工伤的",
    signs="病住伤",
)
SENT_HOME = t.part(
    r"(?:就|便)?不用(?:再)?来(?:上班)?了?(?=$|[,，。])|(?:位子|位置|岗位|机台|工位)C{0,3}(?:给|让|留给|换)(?:了)?(?:别人|他人|新人)|清退|劝退|辞退|开(?:掉|除)|(?:办|写|打|交|递)(?:个)?(?:离职|辞职|辞工)|自动离职|算自离|自己(?:走|辞|提)|卷铺盖|另(?:外)?(?:找|招)人|不等(?:人|你)",
    signs="不位岗机工清劝辞开办写打交递自算卷另",
)
BOTH_COPIES = t.part(
    r"(?:两|二|2)份(?:合同)?(?:都|全|一起)?(?:是|由)?(?:放|留|存|归|在)(?:在)?(?:公司|厂|老板|人事|财务|办公室)|(?:没有?|不给|别想要)(?:你|您|员工|工人)的?那?(?:一)?份|(?:看|签)(?:一眼|完|好|了)C{0,3}(?:就|马上|当场)C{0,2}收(?:回|走|上)",
    signs="份收",
)
NO_CONTRACT = t.part(
    r"(?:没有|没得|不存在|不搞|不兴)(?:什么)?(?:劳动|书面|用工)?合同(?!纠纷|陷阱|诈骗|争议)", signs="合"
)
WAVED_ASIDE = t.part(
    r"(?:还|用得着|犯得着)(?:要|谈|讲|算|提|签|交|买|管|想要|指望)?(?:什么|啥|哪门子|个啥)(?:的)?(?:加班费|加班工资|合同|社保|五险|保险|双休|休息日?|年假|产假|补偿)",
    signs="什啥哪",
)
EITHER_OR = t.part(
    r"(?:就|那就|只能|可以|宁可)不要(?:社保|五险|保险|合同|双休|加班费)|(?:社保|五险|保险|合同)C{0,10}(?:二|两|2)(?:样|者|个)?C{0,2}(?:只能)?选(?:一|其|1)|(?:社保|五险|保险)C{0,3}(?:还是|或者?)C{0,2}(?:高)?(?:工资|现金|底薪)C{0,4}(?:自己)?选",
    signs="不选",
)
ACCIDENTS_ONLY = t.part(
    r"(?:只|就)(?:给)?(?:买|交|上|有|投|办)(?:了)?C{0,3}(?:意外险?|商业险|雇主险|雇主责任险)(?![,，]?C{0,6}(?:和|加|另|社保|五险))",
    signs="只就",
)

REPRISALS: tuple[DemandRule, ...] = (
    DemandRule("rights", (USED_A_RIGHT, MADE_TO_PAY), (FORBIDDEN,), 16),
    DemandRule(
        "rights",
        (PLEDGED, t.part(r"承诺|保证|签|写|才|方可|必须|要", signs="承保签写才方必要")),
        (t.part(r"违法|无效", signs="违无"),),
    ),
    DemandRule("rights", (ILL, SENT_HOME), (FORBIDDEN, t.part(r"客户|退货|可以|批", signs="客退可批")), 12),
    DemandRule(
        "family",
        (
            t.part(
                r"怀孕|怀了|有了身孕|孕妇(?!装|裤|服|裙|枕|牛仔|款)|孕期|(?:肚子|肚皮)C{0,2}大(?:起来|了)|大肚子|产假|哺乳",
                signs="孕怀肚产哺",
            ),
            t.part(
                r"(?:她们?|您|你)(?:打报告|写辞|交辞|递辞|办离|走(?=$|[,，。的]))|(?:自己|主动|自觉){1,2}C{0,2}(?:提(?!到|成|醒|供|前|出|示|高|交)|打报告|写辞|交辞|递辞|办离|走(?=$|[,，。的]))|(?:请|让|叫|劝)(?:她们?|他|你|您|人)?(?:自己)?(?:写|打|交|递|办|走)C{0,2}(?:辞|离|人|$)|(?:转|调|换)(?:到|去|成)C{0,6}(?:拿|发|只|按)C{0,4}(?:生活费|最低|\d)|办(?:理)?离职",
                signs="提打写交递办走转调换",
            ),
        ),
        (FORBIDDEN, t.part(r"提(?:前|供|醒|出申请|需求|申请)|轻松|工资不变|申请", signs="提轻工申")),
        14,
    ),
    DemandRule(
        "rights",
        (BOTH_COPIES, t.part(r"签|合同|协议", signs="签合协")),
        (t.part(r"客户|采购|供应商|绝不|不会|违法", signs="客采供绝不违"),),
        20,
    ),
    DemandRule(
        "rights",
        (NO_CONTRACT,),
        (
            t.part(
                r"有没有|不会|绝不|没有合同的?(?:不|别|莫|就|活)|双倍|违法|不敢|不干|客户|供应商|退休|实习",
                signs="有不绝没双违客供退实",
            ),
        ),
    ),
    DemandRule("rights", (WAVED_ASIDE,), (t.part(r"问|咨询|不懂|违法", signs="问咨违不"),)),
    DemandRule("rights", (EITHER_OR,), (t.part(r"不(?:会|能|可以|行|允许)|违法|绝不|都有|都交", signs="不违绝都"),)),
    DemandRule(
        "rights",
        (ACCIDENTS_ONLY,),
        (
            t.part(
                r"不(?:只|光|仅|止)|实习|学生|退休|兼职|返聘|小时工|钟点|客户|志愿|另", signs="不实学退兼返小钟客志另"
            ),
        ),
    ),
)

ENGLISH_REPRISALS: tuple[DemandRule, ...] = (
    DemandRule(
        "family",
        (
            e.part(r"pregnan\w+|bab(?:y|ies)\b|maternity|expecting|child(?:ren)?\b"),
            e.part(
                r"(?:must|should|may|can|shall|will|do|are) ?n[o']t? (?:to )?(?:plan|have|get|be|become|want|think)\b|(?:expected|asked|required|encouraged|invited|told) to (?:resign|leave|quit|go)|resign quietly|(?:sign|promise|agree|undertake)E{0,20}(?:not|no)\b"
            ),
        ),
        (
            e.part(
                r"never|not asked|no one|nobody|illegal|may not (?:ask|be)|customers?|clients?|leave (?:is|of|for|as)"
            ),
        ),
        40,
    ),
    DemandRule(
        "rights",
        (
            e.part(
                r"(?:body|bag|pocket|strip|personal|locker|pat-?down)s? (?:and \w+ )?(?:check|search|inspect)\w*|search\w* (?:your|the|their|every\w*|all)E{0,12}(?:bags?|pockets?|body|bodies|clothes)|(?:hand|give|show) \w+ your phoneE{0,30}(?:chat|messages?|photos?)"
            ),
        ),
        (e.part(r"no\b|never|not\b|customers?|quality|stock|parcels?|returns?|airport"),),
    ),
    DemandRule(
        "rights",
        (
            e.part(r"injur\w+|accidents?|hurt\b|wounds?|needles?"),
            e.part(
                r"(?:take|takes|bear|bears|accept|accepts|has|have)s? no (?:responsibility|liability)|not (?:responsible|liable)|at (?:your|their) own (?:risk|cost|expense)|waivers?\b|is your (?:own )?(?:problem|business|fault)|you pay (?:for )?(?:the )?(?:doctor|hospital)"
            ),
        ),
        (e.part(r"never|no waiver|illegal|insur\w+|we pay|customers?|clients?|garments?|returns?"),),
        60,
    ),
    DemandRule(
        "rights",
        (
            e.part(
                r"(?:no|without(?: any)?|zero) (?:days? off|rest days?|off days?|sundays?|weekends?|holidays?)|30 days (?:in )?(?:a|per|each|every) month|every single day"
            ),
            e.part(r"work\w*|peak|season|month|must|busy|shift"),
        ),
        (
            e.part(
                r"never|nobody|no one|shop is|store is|open\b|rotat\w*|shifts? rotate|overtime is voluntary|without (?:loss|cut)"
            ),
        ),
        40,
    ),
    DemandRule(
        "rights",
        (
            e.part(r"unions?\b|arbitration|labou?r (?:bureau|office|court|inspect\w+)|sued?|complain\w*"),
            e.part(
                r"(?:do not|don'?t|need not|cannot|must not|should not|never) (?:apply|join|come|be)|no (?:members?|activists?|job|hire)|not (?:be )?(?:hired|taken|welcome|considered)|will be (?:fired|dismissed|let go)|promise not|pledge not"
            ),
        ),
        (e.part(r"free to|illegal|welcome to|nobody will|no one will|customers?|clients?|by customers"),),
        40,
    ),
)
