"""What restricts workers' freedom? Locked doors, permission for the toilet, no other work after leaving, child labour.
In both languages.

Labour Law, articles 15 and 96; Labour Contract Law, articles 23, 24 and 38.
"""

from matching.lawful.money import english as e
from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule

MAY_NOT = r"(?:不(?:准|许|让|能|得|可以?|给|允许)|禁止|严禁|别想|休想)"
WITHIN = t.part(
    r"(?:大门|厂门|院门|铁门|卷闸门?|车间门?|宿舍(?:楼|门)?|楼门|窗户?|(?<!部)(?<!热)(?<!专)门)C{0,10}(?:反锁|锁(?!好|边|具|眼|柜|定)|焊死|落锁|插死)|(?:反锁|锁(?:着|死|上|住))C{0,4}(?:大门|厂门|车间|宿舍|门)|(?:大门|厂门|门)C{0,4}(?:关着|关死|紧闭|不开(?=$|[,，。]))|收C{0,3}(?:门禁卡|出入证|厂牌)",
    signs="锁焊插关开收",
)
NOBODY_OUT = t.part(
    rf"出不(?:去|来|了)|{MAY_NOT}C{{0,2}}(?:溜|回家)|{MAY_NOT}C{{0,3}}(?:出|走(?!廊)|离开)|(?:清点|查|交)完(?:人|数|货)?(?:才|再)|下班(?:之?前|时)|(?:上|开)(?:工|班)(?:的?时间?|期间|时候)?(?!前)|做工时|赶货|(?:货|活|单)C{{0,3}}(?:完|清|出)|(?:没|不)(?:出|做|赶|干)?完(?:了)?(?:货|活|单)|(?:天亮|到点|早上|点半?)(?:才|再)开|防(?:偷|盗|跑)|怕C{{0,4}}(?:跑|溜|偷)|钥匙C{{0,3}}(?:在|归|由|只有)C{{0,4}}(?:老板|保安|班长|宿管|组长|主管|门卫|厂长)|(?:从|在)?外面?锁|签条|出门条|(?:出去|开门)C{{0,3}}(?:得|要|须|找)C{{0,6}}(?:同意|批|签|放行|老板|主管|组长|班长)",
    signs="没不点出溜回走离清查交下上开做赶货活单天到早防怕钥外签",
)
OPEN_DOOR = t.part(
    r"24小时|刷卡|随时|自己|消防|通道|仓库|库房|样衣|柜|电箱|配电|空调|外人|陌生|访客|不(?:会|上|再|反)?锁|(?:没|别|莫|勿)(?:有)?(?:上)?锁|严禁(?:上)?锁|(?:不得|禁止|不准|不许)(?:上|反)?锁|开着|都能出|可以出|客户|机器|下班后?(?:记得|请)|最后(?:一个|走的)|水电|关(?:灯|窗|好)",
    signs="2刷随自消通仓库样柜电配空外陌访不没别莫勿严禁开都可客机下最水关",
)
KEPT_IN = t.part(
    rf"{MAY_NOT}(?:随便|随意|私自|擅自|再)?C{{0,2}}(?:出(?:厂(?!价)(?:门|区)?|大门|门(?!诊)|院子?)|外出|离开(?:厂(?:区|里)?|宿舍|园区|车间)|离厂(?!后|时)|出去)|(?:出|回)不了(?:厂|门|家)|(?:别想|休想|不准|不许)C{{0,2}}回家",
    signs="厂门去出院宿园车离",
)
THEN = t.part(
    r"在厂(?:里)?(?:期间|吃住|住)?|来了就?|过年|(?:头|前|第)C{0,3}(?:个?月|周|天)|[一二两三半\d]个?(?:多)?月|进厂|入职|休息[天日时]?|周末|星期[天日]|放假|下了?班|晚上|夜里|[\d一二三十]+点|中午|吃饭|吃住|平时|买东西|合同期|试用期|旺季|赶货|宿舍|一律|未经",
    signs="在来过头前第月进入休周星放下晚夜点中吃平买合试旺赶宿一未",
)
OUT_FOR_A_REASON = t.part(
    r"货|样衣|样品|物料|产品|面料|公物|图纸|孩子|小孩|机器|工具|文件|疏散|火警|不会|没有|哪有|随时|上班(?:时间|期间)|脱岗|防护|围裙|工服|工装|穿",
    signs="货样物产面公图孩机工文疏火不没哪随上脱防围穿",
)
TOILET = t.part(r"(?:上|去)(?:个|趟|一?次)?(?:厕所|洗手间|卫生间|茅房|茅厕)|如厕", signs="厕洗卫茅")
COUNTED = t.part(
    rf"领C{{0,2}}[牌证卡]|离岗证|打报告|(?:要|得|须|需)C{{0,5}}(?:批|同意|登记|报告|牌|证)|(?:一[天班]|每[天班])C{{0,3}}(?:\d|[一二两三四])(?:次|趟|回)|(?:上午|下午)C{{0,2}}(?:一|各)C{{0,2}}(?:次|趟|回)|限时|计时|{MAY_NOT}?超过?C{{0,4}}(?:\d|[一二两三四五六七八九十])分钟|一次C{{0,3}}分钟|超(?:时|了|过?\d)C{{0,6}}[扣罚]|按(?:请假|旷工)|(?:统一|固定|规定)时间|不(?:准|许)离(?:机|岗|座|位)",
    signs="领离打要得须需一每上下限计超按统固规不",
)
FREELY = t.part(
    r"不(?:用|需|必|限|会|计|扣|算|要|打)|随时|随便|自由|打扫|保洁|客户|顾客|直播间C{0,4}助播",
    signs="不随自打保客直",
)

AFTER = t.part(
    r"(?:离职|辞(?:职|工|了|掉)|走(?:了|人|的时候|之?后|以后)|离(?:厂|店|开)(?:公司|我们)?|不干(?!净)|学(?:会|了|完|成))(?:之?以?后)?",
    signs="离辞走不学",
)
RIVAL = r"(?:同行|别(?:家|的?厂|处)|隔壁|对[面门]|旁边|其[他它]C{0,3}(?:厂|店|公司|直播间|平台)|另外?C{0,3}(?:厂|家)|任何C{0,6}(?:厂|公司|平台|直播间)|竞争C{0,3}|同类|(?:附近|镇上|本[镇市县区地]|这一?带|周边)C{0,8}(?:厂|店|找活|上班|做)|(?:直播|制衣|服装|缝纫|本)(?:行业|这?一?行)|这(?:一)?行|自己的?C{0,4}(?:开|作坊|单干|做版))"
BARRED = t.part(
    rf"(?:{MAY_NOT}|不(?=去|到|给|进|做)|保证不)C{{0,8}}{RIVAL}|(?:[半一两二三几\d]+年|[一二两三六\d]+个?月)(?:之?内)?{MAY_NOT}C{{0,6}}(?:开播|露脸|带货|出镜|接单|做同样|干这行|从事|做(?:服装|衣服|裁缝|直播))".replace(
        "C", t.C
    ),
    signs="同别隔对旁其另任竞附镇本这周直制服缝开做干从露带出接自",
)
WENT = t.part(rf"(?:去|到|给|在|进|跳到?)C{{0,3}}{RIVAL}".replace("C", t.C), signs="去到给在进跳")
PAYS_FOR_IT = t.part(
    r"赔|罚|倒扣|追回|追究|(?:交|付)C{0,3}(?:违约金|[一二两三五\d]+[千万])|工资C{0,3}(?:不|没|清零|收回)",
    signs="赔罚倒追交付工",
)
RIVALS_PACT = t.part(r"竞业(?:限制|禁止|协议)?|保密(?:协议|合同)", signs="竞密")
ORDINARY = t.part(
    r"车工|车位|缝纫工?|平车|普工|打包|裁床|裁剪|烫|学徒|助播|主播|尾部|质检|仓管|客服|每个?人|人人|全员|都(?:要|得)|所有(?:人|员工)|工人|普通",
    signs="车缝平普打裁烫学助主尾质仓客每人全都所工",
)
FREE_ELSEWHERE = t.part(
    r"不(?:签|搞|用|会|拦|管|存在|限制)C{0,4}|按月|每月(?:发|给|付)|(?<!没有)(?<!没)(?<!无)(?<!不给)(?:给|发|付|有)C{0,3}补偿|总监|高管|高级|经理|技术负责|才能签|只(?:限|跟|有)|随便|欢迎|客户|供应商|违法|无效|想去哪|看(?:清|好)",
    signs="不按每给发付有总高经技才只随欢客供违无想看",
)

PUPIL = t.part(
    r"小学(?:生|[一二三四五六]|毕业|的)|初中(?:生|的(?:学生|孩子|伢|娃)|以下)|初[一二三](?!(?:开工|上班|营业|返))|中学生|[三四五六七八]年级|小朋友|(?<!\d)1[0-5](?:岁|周岁|来岁)|(?<!\d)1[0-5](?:到|至|-|~|、)1[0-9]岁?|十[一二三四]五?岁|(?:初中|小学)以下",
    signs="小初中年朋岁1",
)
KIN = t.part(
    r"(?<!有)(?<!带)(?:小孩子?|孩子们?|娃娃?|伢子?|崽子?|弟弟妹妹|学生伢)(?!的(?:姐妹|妈|人|阿姨|大姐|员工|衣|鞋))C{0,10}(?:(?:也|都)?(?:可以|能|好)?(?:来|过来|一起|一块|帮)C{0,3}(?:帮忙|做(?!作业)|干(?!净)|剪|穿(?!的)|打包|叠|挣|赚|钉|搞))|(?:小孩子?|孩子们?|娃|伢)C{0,10}[,，]?C{0,2}带(?:来|过来|着|到)C{0,3}(?:一起|一块|顺便)?(?:做|干|帮忙)",
    signs="孩娃伢崽弟",
)
WORKS = t.part(
    r"剪线|打包|穿绳|叠衣|装袋|小时工|兼职|暑假工|寒假工|帮忙|踩(?:平)?车|挣|赚|按件|计件|(?:一|每)(?:天|件|小时)C{0,3}(?:\d|[一二两三四五六七八九十百])|(?:算|给)(?:一份)?(?:钱|工钱)|来(?:做|干|学|上班|打工|厂|玩玩)|干活|做工|也(?:收|要|招|行|能|可)|就收|都收|可以(?:来|做|干)?(?=$|[,，。])",
    signs="剪打穿叠装小兼暑寒帮踩挣赚按计一每算给来干做也就都可",
)
NOT_TAKEN = t.part(
    r"不(?:收|要|得|能|行|许|准|让|招|用|敢|可|接)|违法|犯法|禁止|严禁|拒绝|劝(?:回|退)|托管|作业|接送|拍摄|模特|校服|童装|款|尺码|客户|顾客|粉丝|家长(?:会|群|说|问)|满16|16周?岁|以上|补贴|上学|看护|参观|亲子|体验|毕业|文化|学历|看得懂|别来|莫来",
    signs="不违犯禁严拒劝托作接拍模校童款尺客顾粉家满1以补上看参亲体毕文学别莫",
)
TOO_YOUNG = t.part(
    r"(?<!已)(?<!年)(?:不满|未满|不到|没到|没满)1[5-8](?:周?岁)?|年(?:龄|纪)(?:还)?(?:不到|不够|没到|差一?点)|(?:身份证|年龄|年纪)?C{0,2}差(?:[一二两半几\d]+C{0,2}[两]?(?:岁|个月|月)|一点)|没(?:有)?身份证的",
    signs="满到够差身",
)
LET_IN = t.part(
    r"(?:也|都|照样)(?:收|要(?!求)|能(?:做|上班|来|干)|可以|行)|没(?:关系|事)|不要紧|先(?:上|做|干)着?|说自己|谎称|报1[68]|不(?:核|查|看)|以C{0,6}名义|用C{0,6}(?:姐|哥|亲戚|别人|他人|家长|爸|妈|朋友)C{0,4}(?:身份证|证|名)|就行",
    signs="也都照没不先说谎报以用就",
)
BORROWS_ID = t.part(
    r"(?:用|借|拿)C{0,6}(?:姐|哥|亲戚|别人|他人|家长|爸|妈|朋友|老乡)C{0,4}(?:身份证|证件)C{0,4}(?:登记|入职|上班|进厂|报名|就行|也行|来)",
    signs="用借拿",
)
KEPT_OUT = t.part(
    r"不(?:收|要(?!紧)|得|能(?!做)|许|准|让|招|敢|可|安排|上|排|做)|违法|犯法|禁止|严禁|拒绝|劝|实习|监护|学校|冒用|别(?:来|想)|莫|童装|尺码|家长同意|登记",
    signs="不违犯禁严拒劝实监学冒别莫童尺家登",
)

FREEDOM: tuple[DemandRule, ...] = (
    DemandRule("rights", (WITHIN, NOBODY_OUT), (OPEN_DOOR,), 14),
    DemandRule("rights", (KEPT_IN, THEN), (OUT_FOR_A_REASON,), 12),
    DemandRule("rights", (TOILET, COUNTED), (FREELY,), 10),
    DemandRule("rights", (AFTER, BARRED), (FREE_ELSEWHERE,), 12),
    DemandRule(
        "rights", (AFTER, WENT, PAYS_FOR_IT), (FREE_ELSEWHERE, t.part(r"不(?:用|会|要)?(?:赔|罚)", signs="不")), 16
    ),
    DemandRule("rights", (RIVALS_PACT, t.part(RIVAL.replace("C", t.C)), PAYS_FOR_IT), (FREE_ELSEWHERE,), 16),
    DemandRule("rights", (t.part("竞业", signs="竞"), ORDINARY), (FREE_ELSEWHERE,), 12),
    DemandRule("rights", (RIVALS_PACT, WENT), (FREE_ELSEWHERE, t.part("资料|泄", signs="资泄")), 12),
    DemandRule("rights", (PUPIL, WORKS), (NOT_TAKEN,), 12),
    DemandRule("rights", (KIN, WORKS), (NOT_TAKEN,), 12),
    DemandRule("rights", (TOO_YOUNG, LET_IN), (KEPT_OUT,), 12),
    DemandRule(
        "rights",
        (BORROWS_ID,),
        (t.part(r"不(?:得|能|准|许|要|可)|别|莫|禁止|严禁|违法|冒用|勿", signs="不别莫禁严违冒勿"),),
    ),
)

DOORS = e.part(r"(?:gates?|doors?|exits?|dorm\w*|workshop|factory|building|hostel|windows?)")
LOCKED = e.part(
    r"(?:is|are|stays?|kept|keep|be|remains?|we) (?:\w+ )?locked|we lock|locked from (?:the )?outside|lock(?:s|ed)? (?:it|them|you|the \w+) (?:in|up|from)"
)
WHILE = e.part(
    r"nobody|no one|no-one|until|till|during|while|from (?:the )?outside|shifts?|at night|after (?:\d+|ten|nine|eleven)|cannot leave|so (?:that )?(?:you|workers)"
)
NOT_LOCKED = e.part(
    r"never|not locked|nothing|store\w*|stock\w*|sample|cabinets?|fire|outsiders?|visitors?|key ?cards?|24 hours|please|at any time|always open|own key"
)
STAYS = e.part(
    r"(?:nobody|no one|workers?|you|staff|people) (?:may|can|is allowed to|are allowed to|must|goes?|leaves?)(?: not)? ?(?:leave|go (?:home|out)|goes home|home)?E{0,14}(?:before|until|till) (?:the )?(?:\w+ ){0,2}(?:order|goods|container|batch|quota|work|shipment|boss|job)\b"
)
LOO = e.part(r"(?:toilets?|restrooms?|bathrooms?|washrooms?|loo|wc)\b")
LOO_COUNTED = e.part(
    r"(?:once|twice|two times|three times|\d times) (?:a|per) (?:shift|day)|with (?:a|the) (?:pass|card|tag)|permission|ask (?:first|the)|\d+ minutes|only (?:at|in|during)|fined?|deduct\w*"
)
PUPILS = e.part(
    r"(?:school ?(?:kids|children|boys|girls|pupils)|pupils|kids|children|minors|teens|teenagers|youngsters|boys|girls|(?:middle|primary|junior)[- ]?school (?:\w+)?|1[0-5][- ]?years?[- ]?olds?)"
)
AT_WORK = e.part(
    r"(?:help|work\w*|pack(?:ing)?|trim\w*|cut(?:ting)?|sew(?:ing)?|jobs?|fold\w*|thread\w*|piece ?work|earn|for pay)\b"
)
THAT_YOUNG = e.part(
    r"(?:of |from |aged? |at )?(?<!\d)(?:1[0-5]|ten|eleven|twelve|thirteen|fourteen|fifteen)(?! ?(?:\d|yuan|rmb|%|kg|cm|pieces?|hours?|minutes?|people|days|lines?))\b|(?:holidays?|vacations?|weekends?|after school|summer|winter)|(?:middle|primary|junior)[- ]?school"
)
NOT_THEM = e.part(
    r"no\b|not\b|never|nobody|uniforms?|wear|clothes|clothing|dress\w*|for (?:school )?(?:kids|children)|sizes?|customers?|lessons?|care|nursery|with (?:kids|children)|have (?:\w+ )?(?:kids|children)|models?|dads?|mums?|moms?|parents (?:with|who)|parties|toys?|fairs?"
)
UNDER_AGE = e.part(r"(?:not (?:yet )?(?:16|sixteen)|under (?:16|sixteen)|too young|below 16|no id(?: card)?)\b")
PASSED_OFF = e.part(
    r"(?:use|borrow|bring|take|give) (?:your |a |an |the )?(?:\w+'s|somebody'?s?|another|relative'?s?|other) |say (?:that )?you|no problem|(?:is|that'?s) (?:fine|ok|okay)|also (?:ok|fine|welcome)|we (?:don'?t|do not) check"
)
AFTERWARDS = e.part(
    r"(?:after|when|once|if) you (?:leave|quit|go|resign)\w*|(?:who|that) leaves?|after (?:leaving|quitting|you)|within (?:a|one|two|\d) years? (?:of|after)|years? (?:of|after) leaving"
)
NOT_FOR_RIVALS = e.part(
    r"(?:may|can|must|shall|will|do|are)(?: ?not|n'?t)(?: allowed to)? (?:\w+ )?(?:work|sew|stream|join|go)E{0,20}(?:another|other|anybody else|anyone else|competitors?|rivals?|neighbou?r\w*)|no work\w* for (?:another|other|competitors?|rivals?)"
)
PAID_FOR_IT = e.part(r"paid compensation|monthly compensation|director|we pay you|never|free to")

ENGLISH_FREEDOM: tuple[DemandRule, ...] = (
    DemandRule("rights", (DOORS, LOCKED, WHILE), (NOT_LOCKED,), 50),
    DemandRule("rights", (STAYS,), (e.part(r"never|free to|voluntary|fire"),)),
    DemandRule(
        "rights", (LOO, LOO_COUNTED), (e.part(r"clean\w*|any time|whenever|no (?:pass|permission)|customers?"),), 24
    ),
    DemandRule("rights", (PUPILS, THAT_YOUNG, AT_WORK), (NOT_THEM,), 44),
    DemandRule(
        "rights", (UNDER_AGE, PASSED_OFF), (e.part(r"not? (?:hire|take|employ|accept)|never|law\b|cannot"),), 24
    ),
    DemandRule("rights", (AFTERWARDS, NOT_FOR_RIVALS), (PAID_FOR_IT,), 60),
)
