"""Which parts take away legal rights? Insurance, a written contract, care after an accident, paid overtime,
leave, a short trial period, full wages in spite of a mistake, resignation; in Chinese."""

from matching.lawful.money import english as e
from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule

INSURANCE = t.part(
    r"社保|(?<![一二三四六七八九])五险(?!一金?(?:齐|俱|全))|5险|社会保险|养老(?:保险|金)|医保|生育(?:险|保险)|工伤险|工伤保险|参保|保险(?!柜|箱|丝|杠|公司|销|业务|带|绳|类)",
    signs="社险保",
)
UNINSURED = t.part(
    r"(?<!从)(?<!绝)(?<!若)(?<!如)不(?:予|给|会|用|必|再|另|帮|统一|代|包|含|想|愿|打算)*(?:交|缴|买|上(?!班)|办|参|提供|购|设|管|享)|(?<![有])(?:没有?|冇得?|莫得|无(?!忧|论|须|需|断))(?!要求|断|错|拖|问题)|(?:自愿|主动|书面)?放弃|自动?弃权|免(?:交|缴|买|上)|折(?:现|成|算|合|为|进|到)|抵(?:成|作|为)?(?:现|钱|工资)|(?:换|变|转|算)(?:成|作|为|进|到)(?:现|钱|工资|补贴|底薪)|现金(?:补|代替|发放)|补(?:贴|给|你)?C{0,4}(?:现金|自己(?:交|缴|买))|以C{0,6}(?:代替|抵)|现金版|不得(?:主张|要求|追)(?:补缴|补交)|暂缓|缓缴|延后|推迟|自缴|(?:按|走|挂|以)C{0,3}灵活就业|挂(?:靠|在|到)C{0,4}(?:公司|厂|单位|家)|扣(?:你|您)C{0,2}(?:\d{3,4}|[一二三四五六七八九][百千])|(?:底薪|工资)C{0,3}按?C{0,1}最低",
    r"(?:转正|满?半年|满?一年|[干做待]够C{1,5}|满\d*[一二两三四五六]?个?(?:月|年)|试用(?:期)?(?:过|满|后|结束)|[一二两三四五六\d]个月|稳定|明年|年后|做满|干满|考核)C{0,6}(?:才|再|后|方|起)C{0,3}(?:交|缴|买|上|办|考虑|参|议|说)|(?:试用|实习|见习|考察|学徒|前C{1,3}月)期?C{0,5}不(?:予|给)?(?:交|缴|买|上|办|参)",
    r"(?:自己|自行|个人|本人|员工)(?:全额|全部|一个人|去|回C{1,3})?(?:交(?!的部分|那部分)|缴(?!的部分|纳?部分)|买|承担|负担|解决|出|扛|搞定)|自理|(?:全额|全部|两头|单位(?:部分|那份|那块))C{0,6}(?:从工资|个人|自己|员工|扣)",
    signs="扣底工现暂缓延推自按走挂不没冇莫无放弃免折抵换变转算现补以正满试用实见考稳明年做干自个本员全两单",
)
INSURED = t.part(
    r"(?:当天|当月|首日|首月|第一天|即日|次月|入职)C{0,5}(?:就|即|起|便)?(?:交|缴|买|上(?!班)|办|参)|一(?:个|样|天|月|分|项)(?:都|也)?不(?:少|落|断|漏|差)|不(?:断|少|漏|拖|会少|存在)|齐全|足额|照(?:交|缴|买)|(?:都|一定|肯定)(?:会|要|给)?(?:交|缴|买|上)|必(?:交|缴|须(?:交|缴|买))|依法|按(?:规定|时)|不(?:能|可以?|准|许|得)(?:折|换|抵)|违法|不合法|不合规|无效|退休|返聘|学生|实习生|理赔|客户|顾客|车险|险种|报销|商业|意外|公积金|不用你|不用自己|不需?自己|由(?:公司|单位|厂里?)|(?:公司|单位|厂里?|店里?|老板)(?:全额)?(?:交|缴|买|出|承担|付)|已(?:经)?(?:交|缴|买|在)|谈不上|没有?不|(?:个人|自己|本人)(?:的)?(?:部分|那份|那部分)",
    signs="当首第即次入一不齐足照都定肯必依按违无退返学实理客顾车种报商意公由单厂店老已谈没个自本",
)
CONTRACT = t.part(r"(?<!购销)(?<!采购)(?<!租赁)(?<!供货)(?<!加工)(?<!销售)合同|劳动协议|书面协议", signs="合劳书")
UNSIGNED = t.part(
    r"(?:不|没|免|无需|无须|不用|暂不|先不|不必|不需要?|从来不|一般不|都不)(?:签|订|立|写|搞)|没有?(?:合同|书面)|无(?:合同|书面)|口头(?:约定|说|讲|为准)?|(?:没|不)(?:有)?那(?:个|一)?(?:说法|套|东西)|(?:空白|白纸)|(?:转正|满C{1,4}|试用(?:期)?(?:过|满|后)|[两二三四五六\d半]个?(?:月|年))C{0,4}(?:再|才|后|后?补)签|等C{0,10}再(?:补|签|说|弄)|补签|后补|只签(?:承揽|合作|劳务|兼职)|代签|签C{0,6}(?:承揽|合作)|签(?:啥|什么|哪门子)|等C{0,8}(?:一起|统一|以后|过后)C{0,2}(?:补|签)",
    signs="等补后签不没免无暂先从一都口空白转满试两二三四五六半只代签0123456789",
)
SIGNED = t.part(
    r"写(?:到|进|在|入)C{0,3}(?:劳动)?合同|一人一份|一式两份|各(?:执|持|拿)一份|不签C{0,4}(?:合同)?(?:就|也|的)?(?:不(?:上|安排|让|得|准|许|用上)|一律不|违法|双倍|赔)|不会不签|绝不|当天签|入职(?:即|就|当)|客户|供应商|房东|租|买家|加盟|订单|续签?|竞业|保密|违约金|服务期|没有?(?:霸王|陷阱)|电子(?:合同|版)",
    signs="写一各不绝当入客供房租买加订续竞保违服没电",
)
HURT = t.part(
    r"受伤|工伤|伤(?:到|了|着|残)|[扎轧压烫摔夹割砸剪](?:到|了|伤|着|断)|手(?:被|给)C{0,4}(?:扎|轧|压|烫|夹|割|针)|出(?:了)?(?:事|意外|安全)|(?:安全)?事故|意外(?!险|保险)|生病|医药费|医疗费|猝死|中暑|(?:^|[,，。])C{0,2}伤了",
    signs="伤扎轧压烫摔夹割砸剪手出事意生医猝中",
)
UNCARED = t.part(
    r"自(?:负|理|担|费|认倒霉|己(?:管自己|负责|承担|去|掏|看|扛|想|认|解决|处理|买单|付|出))|算你(?:自己)?(?:不小心|倒霉|的)|不(?:负责|管|赔|承担|认|报(?!备|告|案)|予|算(?!工时)|担责|负(?:任何)?责)|(?:与|跟|和)(?:公司|厂里?|本?店|我们|老板|本厂)(?:一概|概)?(?:无关|没关系|不相干)|私(?:下|了|底下)|别(?:往上)?报|不(?:要|许|准)(?:上)?报|谁(?:去)?报C{0,2}谁|自己的?医保|别说C{0,6}(?:伤|弄|搞)的?|概不|(?:公司|厂里?|店里?|老板)(?:一概|都)?不(?:管|赔|负|认|出|承担)|责任(?:在|归|由)(?:自己|本人|员工|个人)",
    signs="自不与跟和概公厂店老责算私别谁",
)
CARED = t.part(
    r"(?:公司|厂里?|店里?|老板|我们)(?:全|都|会|负责|来|给)*(?:出|付|赔|承担|报|管(?!的)|陪|送|垫|买)|报销|工伤保险|不用自己|不(?:会)?不管|包裹|快递|货|客户|顾客|衣服|面料|布料|违法|无效|瞒报|不得|病假|照(?:发|付)|上报|报备",
    signs="公厂店老我报工不包快货客顾衣面布违无瞒病照上",
)
OVERTIME = t.part(
    r"加班(?!费(?:按|另|照|日结|周结|月结|怎么))|年(?:休)?假|带薪假|法定(?:节)?假|节假日|产假|婚假|病假|调休|(?:休息|双休)(?=权)|超时|赶货|通宵",
    signs="加年带法节产婚病调休双超赶通",
)
UNREWARDED = t.part(
    r"(?:自愿|主动|书面)?放弃|不(?:另外?|再|额外|予|会|给|单独)*(?:算(?!多|少)|给|计|发|付|补|享)(?!C{0,2}(?:强制|强迫))|没有?加班(?:费|工资|钱|补贴|一说)|没有?(?!强制|必要|加班|硬性)(?:C{0,3}(?:费|钱|工资|补|薪|报酬|一说|这回事|那么多讲究))|无(?:加班|偿|薪|补|费|报酬)|算(?:自愿|奉献|义务|免费|白|在(?:底薪|工资)里)|(?:含|包)(?:在|进)?(?:底薪|工资|月薪|薪资)|不(?:得|能|许|要)(?:主张|索要|要求|提|谈|讲)|义务|奋斗者|免谈|别(?:谈|跟我(?:谈|讲|要))|一(?:律|概)(?:不|没|无)",
    signs="放不没无算含包义奋免别一",
)
REWARDED = t.part(
    r"不(?:强制|安排|用|要求|鼓励|提倡|需要?|搞|怎么|会|想|爱|愿)(?:任何)?(?:的|要)?加班|不加班|没有?加班(?!费|工资|钱|补)|很少加班|拒绝加班|(?:1\.5|1.5|一点五|两|双|2|3|三)倍|另算|另(?:外)?(?:给|计|付|发)|照(?:算|发|付|给|休)|依法|按(?:法|规定|小时|国家)|违法|无效|不得(?:克扣|不)|补(?:休|假|贴)|调休|都(?:算|有|给|发)|不是(?:免费|白|义务)|不(?:会)?白|客户|快递|绝不|不会让|不(?:存在|影响)|事假|旷工|没有?不|平台",
    signs="不没很拒双另照依按违无补调都客快绝事旷平倍",
)
EFFORT = t.part(
    r"奋斗者(?:协议|承诺|计划)?|(?:自愿|主动|书面)放弃(?:C{0,8})(?:加班|年假|年休假|休息|社保|五险|保险|公积金|补偿|赔偿|权利)",
    signs="奋自主书",
)
TRIAL_PAY = t.part(
    r"试用期?C{0,8}?(?:[1-7一二三四五六七](?:成|折)|[1-7]\d%|百分之[一二三四五六七]十?|半薪|(?:一半|对半)(?:发|工资|薪)?)",
    signs="试",
)
CUT = t.part(
    r"只(?:记|算|发|给)C{0,3}(?:半|[一二三四五六七八九]成)|(?:全组|大家|全班|一起|个人)C{0,3}(?:平摊|分摊|均摊|赔)|从C{0,4}(?:工资|工钱|薪)C{0,3}(?:走|扣|出|赔|抵)|(?<![纽钮盘按折卡锁领带皮])[罚扣](?!税|社|绩效|率|费率|手|件扣|子)C{0,6}?(?:当?[天日月周]|半天|[一二两三]天|全)?(?:工资|薪水?|工钱)?C{0,2}(?:\d+(?:\.\d)?\s*(?:元|块|%|$|[,，。;；])|[一二两三四五六七八九十]+(?:块|元|百|十|倍)|[一二两三四五六七八九]百|半天|[一二两三]天|双倍|一个月|当天|全天|[一二三]?成|光)",
    r"(?:罚款|罚钱|倒扣|扣钱|扣工资|扣款|罚)(?=$|[,，。;；了的就])|乐捐|(?:底薪|工资|全月|当月)C{0,4}(?:一起|一并|全|都)?C{0,1}砍|扣(?:整|全)?件(?:的)?(?:工钱|工价|钱)",
    signs="罚扣倒乐只全大一个从砍",
)
MISTAKE = t.part(
    r"迟到|早退|旷工|请假|休(?:息)?(?:一|1|两|2|半)天|错|漏|坏|丢|差评|投诉|退货|次品|返工|疵|瑕疵|跳(?:一)?针|断线|破|脏|玩手机|看手机|抽烟|聊天|睡觉|打瞌睡|上厕所|超时|撤回|没(?:回|接|完成|达|打卡|交|穿|戴|到|开会|关|发|点赞|转发)|不(?:回|接|达|打卡|交|穿|戴|来|参加|转发|合格|服从|关)|未(?:完成|达|打卡|交|回)|完不成|打碎|剪(?:错|坏|破)|烫(?:坏|糊)|忘|违(?:反|规|纪)|掉(?:粉|单)|低于|(?:没|不|未)(?:到|够|满)C{0,2}(?:[一二两三四五六七八九十百\\d]+件|量|数|标)|少(?:一|于|播|了)|每[错漏次单针件条张少晚超]|一[次针单分]|晚(?:到|一|来|回)|顶嘴|吵",
    signs="迟早旷请休错漏坏丢差投退次返疵瑕跳断破脏玩看抽聊睡打上超撤没不未完剪烫忘违掉低少每一晚顶吵",
)
NO_CUT = t.part(
    r"不(?:会|得|准|能|许|随便|乱|再|用|要|搞|作|做|存在)*(?:罚|扣|克扣)|没有?(?:罚|扣|乱)|无(?:罚|扣)|绝不|从不|零罚|违法|举报(?!的?(?:人|者)?[拿有得奖分])|扣分|绩效(?:分|考核)|(?:当月|当天)?全勤奖?|奖金|客户|平台|快递公司|供应商|退还|押金|从货款|货款里|个税|社保|公积金|五险|房租|水电|伙食|餐费|饭钱|借支|预支|事假|病假|旷工(?!一)|缺勤|按(?:实际|出勤|小时)|请假(?:按|只|才|扣(?:当天|当日|半天|相应|\d天))|(?:双方|商量|协商)|扣(?:当天|当日)(?:工资|薪)?(?=$|[,，。])",
    signs="不没无绝从零违举扣绩全奖客平快供退押货个社公五房水伙餐饭借预事病旷缺按请双商协",
)
STAY = t.part(
    r"(?:不(?:准|许|得|能|让|允许|可以?|批|给批|予批)|禁止|严禁|莫想|别想|休想|谁也别)C{0,6}(?:离职|辞(?!退)|走人|(?<!不)(?<!让人)(?<!叫人)走(?!路|廊|动|错|样|线|光|货|后门|神|开)|跳槽|不干|退出|离厂|离店)|(?:离职|辞职|辞工)C{0,4}(?:不批|不予批准|一律不批|须C{0,4}批准|要C{0,4}同意|要老板)|(?:不签|不放|不给)(?:离职)?(?:证明|档案|放人)|(?:辞职|辞工|离职)(?:信|书|报告|申请)C{0,6}不批|不放人|谁走谁赔|(?:你|谁|别想)C{0,2}走不(?:了|成|掉)|行李不(?:许|准|让)|不给(?:走|辞|离)|(?:走|辞|离职?)C{0,3}(?:得|要|须|必须|可以)?C{0,3}[,，]?C{0,2}找C{0,8}(?:顶|接替|替|来接|接手)|(?:辞职|辞工|离职|走)C{0,2}(?:得|要|须|必须)?等C{0,4}(?:招到|找到|来了?)(?:新)?人|(?:至少|必须|要|得|须)C{0,3}(?:做|干|待|呆|干)满C{1,8}(?:才(?:能|准|让|许)?|方可)(?:走|离|辞)",
    signs="不禁严莫别休谁离辞至必要得须走你行",
)
FREE_TO_GO = t.part(
    r"随时(?:可|都|能)|来去自由|不(?:拦|留|扣|卡)|提前(?:3|三)(?:0|十)?[天日]|提前[三3][天日]|不得C{0,4}(?:扣|阻拦|限制|强留|以)|违法|绝不|不会|客户|擅自离|脱岗|离岗|早退|下班|排队",
    signs="随来不提违绝客擅脱离早下排",
)

ASKED_TO_GO = t.part(
    r"(?:要|想|需要?)(?:交|缴|买|上|有)(?:社保|五险|保险)的?(?:人)?(?:请|去|别|勿|找|莫|绕|慎)", signs="要想需"
)
NO_EXTRA = t.part(
    r"(?:没有?|无)加班(?:费|工资|补贴|一说)|不另?(?:付|给|发|算)加班(?:费|工资|钱)|加班C{0,2}(?:无|没有?|不另?(?:算|给|计|发))C{0,2}(?:钱|费|工资|薪|补)",
    signs="加",
)
CHILD = t.part(
    r"(?<!\d)1[0-5](?:岁|周岁)|14?五岁|1[34]五岁|(?<!满)(?:未满|不满|没满|不到|差\S{1,3}(?:到|满))1[56](?:周?岁)?|初中生|小学生|童工|辍学",
    signs="1初小童辍",
)
CHILD_TAKEN = t.part(
    r"也?(?:可以|能(?:来|做|干)|行(?!业|政|程)|(?<!主)(?<!需)(?<!重)要(?=$|[,，。的])|收(?=$|[,，。的])|招(?=$|[,，。的]))|来(?:帮忙|干活|打工|做)|一起来|不看(?:身份证|年龄)|暑假(?:工|来)",
    signs="可能行要收招来一不暑",
)
SEARCHED = t.part(
    r"搜(?:身|包|口袋)|翻(?:包|口袋|手机|聊天)|(?:查|看)(?:你的?|个人|私人)(?:手机|聊天记录|微信)|(?:监控|摄像头)C{0,8}(?:更衣|厕所|宿舍里|洗手间)|(?:交出?|提供|上交)C{0,12}密码|陪酒|陪(?:客人?|老板|客户|供货商|供应商|领导|甲方|大客)C{0,4}(?:喝|酒)|(?:先|要)喝C{0,3}杯",
    signs="搜翻查看监摄交提上陪喝",
)

RIGHTS: tuple[DemandRule, ...] = (
    DemandRule("rights", (INSURANCE, UNINSURED), (INSURED,), 10),
    DemandRule("rights", (CONTRACT, UNSIGNED), (SIGNED, t.THEIRS), 10),
    DemandRule("rights", (HURT, UNCARED), (CARED,), 14),
    DemandRule("rights", (OVERTIME, UNREWARDED), (REWARDED,), 10),
    DemandRule(
        "rights",
        (
            t.part(
                r"(?:工价|工资|底薪|薪资|到手|单价)C{0,6}(?:含|包(?!吃|住))C{0,3}(?:社保|五险|保险|加班费?)",
                signs="含包",
            ),
        ),
        (t.part(r"不含|另(?:交|缴|外)|税前|公司承担|扣除后", signs="不另税公扣"),),
    ),
    DemandRule("rights", (ASKED_TO_GO,), (t.THEIRS,)),
    DemandRule("rights", (t.part(r"(?<!从)不参保|不上(?:保险|社保)|自愿不(?:交|缴|参|买)", signs="不"),), (INSURED,)),
    DemandRule(
        "rights",
        (NO_EXTRA,),
        (t.part(r"不加班|不(?:强制|安排)|调休|违法|平台|客户|补休|很少", signs="不调违平客补很"),),
    ),
    DemandRule(
        "rights",
        (CHILD, CHILD_TAKEN),
        (
            t.part(
                r"不(?:收|招|要|得|用)|禁止|严禁|违法|童装|客户|顾客|孩子的|穿|款|以上|满16|身高|亲子|托管|作业",
                signs="不禁严违童客顾孩穿款以满身亲托作",
            ),
        ),
        12,
    ),
    DemandRule(
        "rights",
        (SEARCHED,),
        (t.part(r"不(?:会|得|准|许|搞|做)?(?:搜|翻|查)|绝不|违法|禁止|从不|没有", signs="不绝违禁从没"),),
    ),
    DemandRule(
        "rights", (EFFORT,), (t.part(r"不得|违法|无效|要求C{0,4}放弃|没有|不搞|不签|拒绝", signs="不违无要没拒"),)
    ),
    DemandRule("wages", (TRIAL_PAY,), (t.part(r"不(?:低于|打折|少于)|通过率|提成|客户|[89]", signs="不通提客89"),)),
    DemandRule("wages", (CUT, MISTAKE), (NO_CUT, t.THEIRS), 12),
    DemandRule(
        "wages",
        (
            t.part(r"退(?:货|了|回)|损失|次品|返工|报废|坏了|丢了", signs="退损次返报坏丢"),
            t.part(
                r"(?:全组|大家|全班|一起|个人|员工|你们)C{0,3}(?:平摊|分摊|均摊|赔)|从C{0,4}(?:工资|工钱|薪)C{0,3}(?:走|扣|出|赔|抵)|倒扣",
                signs="全大一个员你从倒",
            ),
        ),
        (t.part(r"不(?:会|得|用|要|让)|公司承担|厂里(?:赔|承担)|工伤", signs="不公厂伤"),),
        12,
    ),
    DemandRule("penalty", (STAY,), (FREE_TO_GO,)),
)

ENGLISH_RIGHTS: tuple[DemandRule, ...] = (
    DemandRule(
        "wages",
        (
            e.part(r"\b(?:late\w*|mistakes?|errors?|absen\w+|phones?|broken|defects?|sick|damage\w*)\b"),
            e.part(
                r"\d+ ?(?:yuan|rmb|cny)? (?:fine|deducted|deduction|penalty)\b|\bfined? (?:of |is |you )?\d+|(?:from|out of|off) (?:your|the|their) (?:wages?|pay|salary)\b"
            ),
        ),
        (e.part(r"\bno\b|never|not\b|police|drivers?|customers?|platform|carrier|courier|without|social|tax"),),
        30,
    ),
    DemandRule(
        "rights",
        (
            e.part(
                r"1[2-6] hours? (?:a|per|every|each) (?:day|shift)|1[2-6][- ]hour (?:days?|work ?days?)|(?:one|1|two|2) (?:days?|sundays?) off (?:a|per|every|each|in a) month|seven days a week|7 days a week"
            ),
        ),
        (
            e.part(
                r"shop|store|open\b|machines?|customers?|never|hotline|no one|rotat\w*|illegal|dorm\w*|canteen|water"
            ),
        ),
        4,
        40,
    ),
    DemandRule(
        "loan",
        (
            e.part(
                r"(?:our |a )?(?:partner\w*|finance compan\w+|loan (?:app|compan\w+)|lender|platform) (?:will |can )?(?:lends?|loans?|finances?|advances?) (?:you|the (?:money|fee))"
            ),
        ),
        (e.part(r"customers?|clients?|the (?:factory|company|firm)"),),
    ),
    DemandRule(
        "penalty",
        (
            e.part(
                r"(?:every|each|per|any|one) (?:\w+ )?(?:mistakes?|errors?|minutes? late|defects?|needles?|absences?|late\w*|lateness|reject)"
            ),
            e.part(r"costs?(?: you)?|fines?|minus|deduct\w*|taken off|cut\b|penalty"),
            e.part(e.AMOUNT),
        ),
        (e.part(r"no\b|never|nobody|not\b|costs? us|customers?|clients?"),),
        24,
    ),
    DemandRule(
        "rights",
        (
            e.part(r"social (?:insurance|security)|insurance contributions?|pension"),
            e.part(
                r"waiv\w*|give(?:s|n)? up|giving up|skip\w*|opt(?:s|ed|ing)? out|without|no\b|not (?:pay|provide|cover|offer|includ)\w*|instead of|in lieu|cash|don'?t (?:pay|provide|do)|after (?:probation|\w+ (?:months?|years?))|only (?:after|from)"
            ),
        ),
        (
            e.part(
                r"never|illegal|not allowed|no one|nobody|without (?:delay|gap|fail)|in full|from (?:day|the first)|no (?:gap|delay)"
            ),
        ),
        30,
    ),
    DemandRule(
        "rights",
        (
            e.part(
                r"(?:no|without(?: an?)?|unpaid|zero) (?:written |labou?r |employment )?(?:contract\b|overtime(?: pay)?|sick pay|paid leave|days? off)|overtime\bE{0,24}(?:never|not) be paid|overtime is (?:unpaid|free|part of|included|not paid)|waive (?:your |the |any )?(?:overtime|leave|compensation|rights?)"
            ),
        ),
        (e.part(r"never|no one|nobody|illegal|no overtime (?:work|needed|required|here|culture)|minimum"),),
    ),
    DemandRule(
        "penalty",
        (
            e.part(r"(?:you )?(?:quit|leav|resign)\w*"),
            e.part(r"(?:you |must |will |have to )+(?:pay|owe|return|refund|repay)\b"),
            e.part(e.AMOUNT),
        ),
        (e.part(r"owe us nothing|we (?:pay|owe|refund)|nothing|no penalty|never|severance|compensation to you"),),
        40,
    ),
    DemandRule(
        "wages",
        (
            e.part(r"trial\w*|test|probation\w*|first (?:week|day|days|month)|try-?out|training (?:week|days?|period)"),
            e.part(r"(?:is|are|for) free\b|(?:is|are) unpaid|we pay (?:from|only from|after) (?:week|day|month)"),
        ),
        (e.part(r"free (?:of charge|lunch|dorm\w*|meals?|training|course|accommodation|housing)|paid\b"),),
        30,
    ),
    DemandRule(
        "fee",
        (
            e.part(
                r"(?:recruit|bring|refer|invite|introduce|sign up)E{0,12}(?:friends?|people|persons?|workers?|clients?|customers?|packages?|members?|hires?)"
            ),
            e.part(
                r"must|before (?:your |the )?(?:first|pay|hire|start|contract)|no hire|kpi|or (?:no|you)|have to|required|target|in week one|quota"
            ),
        ),
        (e.part(r"bonus|reward|may|can|welcome|optional|experience|per referral|for each"),),
        40,
    ),
    DemandRule(
        "loan",
        (
            e.part(
                r"(?:lending|loan|credit|instal\w+) (?:agreement|contract|form|app)|borrow\w*|(?:lends?|finances?|advances?) (?:you|the|money|it|them)"
            ),
            e.part(r"training|course|debut|start|job|contract|shift|work|hire"),
        ),
        (e.part(r"no loan|never|library|books?|tools?|equipment|samples?|customers?|clients?"),),
        50,
    ),
)
