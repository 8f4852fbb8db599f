"""Which lawful statement is taken back at once? A legal rule that does not apply here, a fee under another name; and lines
on working conditions: shifts until the goods are out, no day off, no resignation; in Chinese."""

from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule
from matching.lawful.money.rights import INSURANCE
from matching.lawful.words import DEPOSIT, FEE

HERE = r"(?:我们|我厂|我家|本[厂店]|咱们?|这[里边])(?:这[里边]|厂|店)?"
TRADE = t.part(r"客户|顾客|运费|邮费|货款|供应商|平台|押品|快递|订单", signs="客顾运邮货供平押快订")

TURNED: tuple[DemandRule, ...] = (
    DemandRule(
        "fee",
        (
            t.part(rf"(?:{DEPOSIT}|押金|{FEE})"),
            t.part(rf"{HERE}(?:是|还|就|也|都)?(?:要|得|照样?|必须)(?:收|交)(?!不)", signs="我本咱这"),
        ),
        (TRADE, t.part(r"不要收|不用交|违法", signs="不违")),
        10,
    ),
    DemandRule(
        "fee",
        (
            t.part(
                rf"(?:叫(?:它|作|做|的是)|换(?:个|成)?(?:名字|名目|说法|叫法)|名义上(?:是|叫))C{{0,4}}(?:{FEE}|{DEPOSIT})",
                signs="叫换名",
            ),
        ),
        (TRADE, t.part(r"骗|都是|违法", signs="骗都违")),
    ),
    DemandRule(
        "fee",
        (
            t.part(r"押金|押证|保证金|收费", signs="押保收"),
            t.part(rf"(?:那就|就改|改成|换成|那我们)(?:押|收|交)(?!费员)C{{0,12}}{t.SUM}", signs="那就改换"),
        ),
        (TRADE,),
    ),
    DemandRule(
        "fee",
        (
            t.part(
                r"[叫让要]你(?:垫|充|买|交(?=C{0,4}[钱费款金]))C{0,6}你就(?:买|交|垫|充)",
                signs="叫让要",
            ),
        ),
    ),
    DemandRule(
        "rights",
        (
            t.part(r"法律|劳动法|规定|政策", signs="法规政"),
            t.part(
                rf"(?:在{HERE})?(?:不管用|管不[到着了]|行不通|是摆设|吓唬人)|(?:小厂|{HERE})C{{0,4}}(?:交|买|给|做)不起|{HERE}(?:要|得)?(?:做|上|干)C{{0,2}}(?:1[0-6]|十[一二三四五六]?)个?(?:半)?(?:小时|钟头)",
                signs="管行摆吓起做上干",
            ),
        ),
        (t.part(r"不(?:会|做|上|干|让)|违法", signs="不违"),),
        24,
        0,
    ),
    DemandRule(
        "rights",
        (
            INSURANCE,
            t.part(
                rf"{HERE}(?:可)?(?:都|也)?(?:没有|没得|没(?=$|[,，。])|不(?:交|买|给|上|弄)(?=$|[,，。])|折(?:现|成))",
                signs="没不折",
            ),
        ),
        (t.part(r"不(?:会|少|断|缴)|没有(?:不|断)", signs="不没"),),
        6,
    ),
    DemandRule(
        "rights",
        (
            INSURANCE,
            t.part(
                r"(?:公司|单位|厂里?|老板)(?:该?[出缴交]?的?)?那?(?:一?部分|一?份|一?块)C{0,3}(?:从C{0,3}(?:工资|薪|钱)|(?:由|归|算)?(?:你|员工|个人|自己|工人))",
                signs="公单厂老",
            ),
        ),
    ),
    DemandRule(
        "loan",
        (
            t.part(r"(?:本人|你的?|您的?|员工|个人|自己)(?:的)?名义", signs="名"),
            t.part(r"信用贷|网贷|贷款|小贷|借款|信用卡|办C{0,4}贷", signs="贷借信"),
        ),
        (t.part(r"不(?:得|要|能|准|许|会|用)|别|莫|客户|骗|小心", signs="不别莫客骗小"),),
        14,
    ),
    DemandRule(
        "rights",
        (
            t.part(
                r"(?:货|活|单|单子|任务|产量|件数)(?:子)?(?:不|没)(?:出|做|发|打|赶|完)?(?:完|够|清|出去|完成)",
                signs="不没",
            ),
            t.part(
                r"(?:谁|都|一律|一个)?(?:也|都)?(?:不(?:准|许|能|让|得)|别想|休想)C{0,2}(?:下班|收工|走|回家|吃饭|睡)",
                signs="不别休",
            ),
        ),
        (t.part(r"不会|绝不|不能(?:强|不让)|司机|快递", signs="会绝强司快"),),
        12,
    ),
    DemandRule(
        "rights",
        (
            t.part(r"全年无休|一年到头(?:都|也)?(?:不|没)(?:休|停|歇)|从年头到年尾", signs="年"),
            t.part(
                r"(?:初一|除夕|三十|过年|春节|国庆|节日?)C{0,3}(?:也|都|照样|还)(?:要|得)?(?:上班|开工|做|来)|不(?:服从|愿|肯|来)的?C{0,4}(?:走人|别来|辞|开)",
                signs="初除三过春国节不",
            ),
        ),
        (t.part(r"营业|店铺|客服|热线|轮休|轮班|三倍|双倍|补休|调休", signs="营店客热轮三双补调"),),
        14,
    ),
    DemandRule(
        "penalty",
        (
            t.part(
                r"(?:员工|工人|你们?|您|本人|谁|个人|新人|劳动者|求职者)(?:一方)?C{0,3}(?:无权|没有?权利?|没有?资格|不享有|不具有)C{0,4}(?:提出?)?(?:辞职|离职|辞工|解除|走)",
                signs="无没不",
            ),
        ),
        (t.part(r"公司无权|老板无权|厂里无权|违法|不是", signs="公老厂违不"),),
        16,
        0,
    ),
    DemandRule(
        "papers",
        (
            t.part(r"身份证|毕业证|证件|银行卡|驾驶证|户口本", signs="证卡户"),
            t.part(
                r"(?:给|交|放|由)C{0,3}(?:老板娘?|人事|班长|组长|财务|厂长|主管|我们)C{0,4}(?:锁|收着|拿着|放|管)C{0,3}(?:柜|抽屉|保险|起来|$)?",
                signs="给交放由",
            ),
        ),
        (t.part(r"登记|复印|当场|看一眼|不(?:会|用|得)|客户", signs="登复当看不客"),),
        14,
    ),
    DemandRule(
        "wages",
        (
            t.part(
                rf"(?:客服|员工|打包|拣货|仓管|跟单|运营|车工|质检|当班|谁|个人|责任人)C{{0,6}}(?:罚(?:款|钱)?|扣(?:款|钱|工资)?|赔(?:偿|付)?)C{{0,3}}{t.SUM}",
                signs="罚扣赔",
            ),
        ),
        (t.part(r"不(?:罚|扣|赔|会|得|找)|平台|公司赔|店铺", signs="不平公店"),),
        10,
    ),
    DemandRule(
        "rights",
        (t.part(r"(?:先|要|得|须)试(?:用|做|工|岗)?C{0,2}(?:[7-9]|1[0-2]|[七八九十])个月", signs="试"),),
        (t.part(r"产品|样品|软件|不(?:用|会|得)|违法|面料", signs="产样软不违面"),),
    ),
)
