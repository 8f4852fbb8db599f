"""Which fines for mistakes, cuts for a placement, and deposits returned on leaving are demanded, by any name? Both languages.

Labour Law, article 50; Interim Provisions on the Payment of Wages, articles 15 and 16; Labour Contract Law, article 9.
"""

from matching.lawful.money import english as e
from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule

N = r"(?:\d+|[一二两三四五六七八九十几]+[十百千]?\d*)"
SOME = rf"(?:{N}(?:块|元|百|千|毛)?|半天|[一两]天|一半)"
FINED = t.part(
    rf"(?:自罚|认罚|罚(?!球|单)(?:款|钱)?|乐捐|(?<!募)捐)C{{0,4}}{SOME}(?!分)|(?:罚|扣)C{{0,2}}(?:一天|半天|当天|全天|全月|整月|当月)(?:工资|工钱|底薪|奖金|提成)",
    signs="罚捐扣",
)
EACH = r"(?:一次|一回|每次|每回|一件|每件|一条|一单|每单|一个|每个|一分钟|每分钟|一小时|一盘|抓到C{0,2}|发现C{0,2}|一品|一场)"
TAKEN_EACH = t.part(
    rf"{EACH}C{{0,2}}(?:扣(?!子|眼|分)|赔|罚|交)C{{0,3}}{SOME}(?!分)|(?:扣|赔|罚)C{{0,3}}{SOME}(?:一次|一件|一单|一回)".replace(
        "C", t.C
    ),
    signs="扣赔罚交",
)
SLIP = t.part(
    r"迟到|早退|旷工|漏|错(?!峰|开)|断(?!货)|坏|丢|脏|黄(?!色|金)|糊|跳(?:线|针)|没(?!关系|事|有|问题|得|人)|不(?:回|到|戴|穿|加班|参加|服从|达标)|(?:开会|上班|上工)C{0,2}(?:说话|讲话|玩|睡|聊|刷|打瞌睡)|玩手机|打瞌睡|睡觉|抽烟|聊天|垫底|倒数|末位|超时|晚(?:到|回)|请假|顶嘴|顶撞|坏话|差评",
    signs="迟早旷漏错断坏丢脏黄糊跳没不开上玩打睡抽聊垫倒末超晚请顶坏差",
)
PRICED = t.part(rf"{EACH}C{{0,1}}{SOME}(?=$|[,，。;；!])".replace("C", t.C), signs="一每抓发")
NOT_FROM_WAGES = t.part(
    r"平台|客户|顾客|买家|供应商|面料商|布行|厂商|商家|店铺|系统|物流|快递(?:公司|费)|退货|货款|交警|城管|环保|消防|税务|监察|劳动局|法院|不(?:罚|扣|赔|会|得|准|许|用|要求|追究|收)|没有?(?:罚|扣)|免(?:罚|扣)|取消|违法|公司(?:出|赔|承担)|厂里(?:出|赔|承担)|自愿|公益|慈善|灾|奖(?!金)|押金|合同|被罚|租",
    signs="平客顾买供面布厂商店系物快退货交城环消税监劳法不没免取违公自慈灾奖押合被租",
)
BORNE = t.part(
    r"(?:错|坏|丢|漏|脏|断|糊|黄)C{0,8}[,，]?C{0,6}(?:都|全|就|一律)?(?<!不)(?:算|归|由|找|从)(?:你|谁|个人|自己|当班|本人|(?:主播|员工|打包|工人|客服)(?:自己)?)C{0,3}(?:的|头上|出|赔|垫|承担|工资)",
    r"(?:错|坏|丢|漏|脏)C{0,8}[,，]?C{0,4}(?:客服|主播|员工|打包员?|工人|个人|你)?自己(?:来)?(?:出(?!去|来)|赔|垫|承担)",
    r"(?:错|坏|丢|漏|脏|断)C{0,4}(?:[,，]C{0,8})?(?:从|在)(?:你|您|个人|工人)?C{0,2}(?:工资|工钱|提成)C{0,3}(?:扣|走|出|赔)".replace(
        "C", t.C
    ),
    signs="算归由找从在客主打员自",
)
AT_PRICE = t.part(
    r"(?:做|裁|烫|缝|剪|弄|搞)(?:坏|错|废|脏|破)C{0,6}按C{0,4}价C{0,2}(?:赔|扣|买)",
    signs="价",
)

# Money that comes back on leaving is a deposit, by whatever name.
PUT_DOWN = t.part(
    rf"(?:保管|使用|占用|折旧|管理|维护|保证|担保|周转|占机|清洁|爱护|借用|安全)(?:费|金|款|钱)?C{{0,3}}{SOME}|(?:先|要|得|须|需)?(?:交|押|收|付|放)C{{0,3}}(?:\d{{2,}}|{N}?[一二两三四五六七八九][百千]|[一二两三四五六七八九]十)(?:块|元)?",
    signs="保使占折管维担周清爱借安交押收付放",
)
BACK_ON_LEAVING = t.part(
    r"(?:不(?:做|干)|走(?:的时候|的?时|了|人|那天)?|退宿(?:时|的时候)?|离(?:岗|厂|职|店|开)(?:时|后)?|辞(?:工|职)|期满|到期|做满C{1,4}|满C{1,4}(?:月|年))C{0,3}(?:就|再|原?数?)?(?:退|返|还)(?=$|[,，。]|你|您|给|回|还)|退宿(?:时|的时候)?C{0,2}(?:看|查|验)",
    signs="退返还",
)
NOT_OF_WORKERS = t.part(
    r"客户|顾客|租|房东|供应商|学员|会员|图书|借书|平台|店铺|公司(?:交|付|出|垫)|厂里(?:交|付|出|垫)|不(?:收|用|要|交|押)|无需|免|社保|公积金|货|五险|代理|加盟|退休|奖|加班|考勤|档案|工资",
    signs="客顾租房供学会图借平店公厂不无免社货五代加退奖考档工",
)

GO_BETWEEN = t.part(
    r"(?:第一|首|头)个?月C{0,3}(?:工资|工钱|薪)C{0,4}(?:分|给|抽|归|提)(?:给)?(?:我|中介|介绍人|他|她|一半|[一二三]成)|抽(?:你|您|他|工人|人)C{0,4}(?:[一二两三四五\d]+天|[一二三四五]成|一半)?C{0,2}(?:工钱|工资|薪)|(?:收|要|付|给)C{0,6}(?:费|钱)?C{0,3}(?:一个月|半个月|[一两三\d]天|首月|头月|第一个月)C{0,2}(?:工资|工钱|薪水?)的?(?:一半|[一二三]成)?(?=$|[,，。])",
    signs="工薪",
)
PLACED = t.part(
    r"介绍|推荐|内推|带你|帮你|进(?:大)?厂|安排进|找(?:到)?工作|中介|包进|打招呼|名额", signs="介推内带帮进安找中包打名"
)
PAID_BY_US = t.part(
    r"厂里?(?:付|出|给|发|奖)|公司(?:付|出|给|发|奖)|老板(?:付|出)|奖励|奖金|不(?:收|用|要|许|准|得)|别|骗|违法|谨防|免费|每月(?:发|按)",
    signs="厂公老奖不别骗违谨免每",
)
SWEETENS = t.part(
    r"(?:给|跟|向|请|对)C{0,2}(?:组长|线长|拉长|班长|主管|领班|师傅|招工的|老板娘|管事的|人事|厂长|[他她]|经理)C{0,4}(?:表示|意思|包个?C{0,3}红包|塞|买C{0,3}烟|送(?:点|条|个|份)|打点|孝敬|上供)|意思意思|打点(?:一下|打点)|懂(?:事|规矩)的?C{0,3}(?:红包|烟|表示)",
    signs="表意包塞买送打孝懂上",
)
FAVOUR = t.part(
    r"想(?:进|去|调|要|排)|(?:就|才|好)?(?:排|安排|优先|调|照顾|进得?来|留|给)C{0,6}(?:好|轻|机台|岗|位|组|班|名额|单)|优先|名额|进(?:这|那|好)?个?(?:组|厂|班)|大概|转正|通过",
    signs="想排安优调照进留给名大转通",
)
NO_GIFTS = t.part(
    r"不(?:许|准|用|收|兴|要|得|必|搞|敢)|禁止|严禁|别|莫|生日|结婚|客户|顾客|公司请|老板请|举报|违规|主播间",
    signs="不禁严别莫生结客顾公老举违主",
)
SLEEPS = t.part(
    r"(?:货|单|活|料|批|交期|任务)C{0,8}(?:才|再)(?:准|许|让|给|能|可以)C{0,2}(?:睡|休|下班|回|吃|走)|(?:谁|大家|一个)?(?:也|都)?(?:别想|不许|不准|不让|休想)C{0,2}(?:睡(?!着|岗|懒)|合眼|闭眼|下班|收工|歇)|连(?:着|续|轴)?C{0,2}(?:干|做|上|播|熬)?C{0,2}(?:1[6-9]|[2-9]\d|十[六七八九]|[二三四]十C?)个?C{0,1}(?:小时|钟头)",
    signs="睡休下合闭收歇连回吃走",
)
COURSE = t.part(
    r"训练营|孵化(?:班|课|营)?|研修(?:班)?|集训(?:营|班)?|进修|培训(?:班|课)?|带货课|学习班|(?<!\d)(?:课程|网课)",
    signs="训孵研集进培课学",
)
AT_OWN_COST = t.part(
    r"费用?C{0,5}(?:自理|自付|自费|自担|自己(?:出|付|掏|承担)|(?:学员|个人|本人|主播)(?:自己|自行|自理|承担|出|掏)C{0,2})|学费C{0,6}(?:自己|学员|个人|本人)C{0,2}(?:出|付|掏|交|承担)|自费",
    signs="费",
)
THEN_WORK = t.part(
    r"签约|留用|上岗|录用|入职|上班|结业|结束|学完|毕业|考核|才|过了|安排", signs="签留上录入结学毕考才过安"
)
FREE_COURSE = t.part(
    r"公司|厂里|老板|免费|报销|补贴|自愿|不(?:用|收|需|要)|政府|客户|带薪|想学的", signs="公厂老免报补自不政客带想"
)

EVERY_SO_OFTEN = t.part(
    r"每(?:个?月|个?季度|年|人|位)C{0,4}(?:至少|必须|要|得|须)C{0,2}(?:买|购|认购|消费)C{0,3}[\d一二两三四五六七八九十]",
    signs="每",
)
OF_THE_FIRM = t.part(r"本店|本公司|我[们司厂家]|自家|公司|厂里|店里|品牌", signs="本我自公厂店品")
PAID_IN_PART = t.part(
    r"(?:第一次|头一?次|首次)C{0,4}(?:发|拿|领)C{0,3}(?:工资|钱|工钱)C{0,6}(?:第?[二两三四五23456]个月)|工资C{0,4}(?:[一二三四五六七八九\d]成|[1-9]0%)C{0,4}发C{0,3}[,，]?C{0,3}(?:剩下|另外|其余|余下|另)|从C{0,4}(?:工资|工钱)C{0,2}(?:里|中)?C{0,3}(?:存|提(?!前|高|成)|抽|攒)(?=$|[,，。出到])",
    signs="第头首成%从",
)
SICK_OR_NOT = t.part(
    r"(?:例假|生理期|痛经|怀孕|生病|发烧|发高烧)C{0,4}(?:也|都)?(?:不能|不准|不许|不给|不批|别想)C{0,2}(?:请假|休|歇)|(?:没上班|没来|不来|休息|请假)(?:的)?(?:天|时)?C{0,3}也(?:照)?扣(?=$|[,，。])",
    signs="例生痛怀发没不休请",
)

FINES: tuple[DemandRule, ...] = (
    DemandRule(
        "fee",
        (EVERY_SO_OFTEN, OF_THE_FIRM),
        (t.part(r"自愿|可以|福利|补|报|发|采购|客户|会员", signs="自可福补报发采客会"),),
        10,
    ),
    DemandRule("wages", (PAID_IN_PART,), (t.part(r"公积金|自愿|社保|不会|个税|绩效|年终奖", signs="公自社不个绩年"),)),
    DemandRule("rights", (SICK_OR_NOT,), (t.part(r"违法|不会|哪能|不(?:用|得)扣", signs="违不哪"),)),
    DemandRule("wages", (SLIP, FINED), (NOT_FROM_WAGES,), 12),
    DemandRule("wages", (SLIP, TAKEN_EACH), (NOT_FROM_WAGES,), 8),
    DemandRule(
        "wages", (TAKEN_EACH, t.part(r"从C{0,4}(?:工资|工钱)|当月工资|结账时", signs="从当结")), (NOT_FROM_WAGES,), 12
    ),
    DemandRule(
        "wages",
        (BORNE,),
        (t.part(r"平台|供应商|客户(?:自|出|承)|不(?:会|用|算|要|让)|公司|厂里|工伤|保险", signs="平供客不公厂工保"),),
    ),
    DemandRule("wages", (AT_PRICE,), (t.part(r"不(?:用|要|会|得)赔|供应商|客户|外发", signs="不供客外"),)),
    DemandRule("fee", (PUT_DOWN, BACK_ON_LEAVING), (NOT_OF_WORKERS,), 10),
    DemandRule("fee", (PLACED, GO_BETWEEN), (PAID_BY_US,), 16),
    DemandRule("fee", (SWEETENS, FAVOUR), (NO_GIFTS,), 14),
    DemandRule(
        "rights",
        (SLEEPS,),
        (t.part(r"不会|司机|自愿|绝不|值班室|机器|客户|轮班", signs="不司自绝值机客轮"),),
    ),
    DemandRule("training", (COURSE, AT_OWN_COST, THEN_WORK), (FREE_COURSE,), 16),
)

FINE = e.part(
    r"(?:we )?(?:fine|dock|deduct|charge|take|cut)s?\b(?! from (?:the )?(?:customer|platform))E{0,16}(?:\d+ ?(?:yuan|rmb|kuai)|(?:a|one|half a|two) days?'?s?'? ?(?:wages?|pay)?)|(?:\d+ ?(?:yuan|rmb|kuai)) (?:off|fine|from) (?:your |the )?(?:pay|wages?|salary)?"
)
FOR_A_SLIP = e.part(
    r"late|each|every|phone|mistakes?|wrong|faulty|bad|broken|toilet|talk\w*|miss\w*|lost|damag\w*|absen\w*|times"
)
LIABLE = e.part(
    r"(?:wrong|lost|damaged|broken|faulty|spoil\w*|missing)E{0,30}(?:the )?(?:packer|worker|sewer|host|you|staff|operator)s? (?:pays?|has to pay|have to pay|must pay|covers?|bears?)"
)
NOT_OURS = e.part(
    r"never|not? (?:one|body|fines?|deduct\w*)|do(?:es)? not|don'?t|won'?t|nothing|suppliers?|platform|customers? pays?|couriers?|reward|bonus"
)
WORKED_TIME = e.part(r"(?:first|last|initial) (?:\w+ )?(?:days?|weeks?|months?|fortnight)")
KEPT_BACK = e.part(
    r"(?:is|are|will be|be|stays?) (?:held|kept|withheld|retained)(?: back)?|we (?:hold|keep|withhold|retain)"
)
TILL = e.part(r"until you (?:leave|go|quit|finish)|as long as you|until the end|when you leave|for the duration")
THEY_GET = e.part(
    r"(?:you (?:give|pay|owe)|we (?:take|keep|get)|agen\w+ (?:takes?|keeps?|gets?))E{0,10}(?:half|a third|a quarter|part|\d+ ?%|one month|\d+ days)E{0,16}(?:first|month|pay|wages?|salary)"
)

ENGLISH_FINES: tuple[DemandRule, ...] = (
    DemandRule("wages", (FINE, FOR_A_SLIP), (NOT_OURS,), 40),
    DemandRule("wages", (LIABLE,), (NOT_OURS,)),
    DemandRule("wages", (WORKED_TIME, KEPT_BACK, TILL), (NOT_OURS,), 30),
    DemandRule("fee", (THEY_GET,), (NOT_OURS, e.part(r"tax\w*|insurance|employer pays"))),
)
