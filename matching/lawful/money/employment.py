"""Which parts deny employment rights? No contract or no copy of it, leave refused, resignation forbidden; in both languages."""

from matching.lawful.money import english as e
from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule
from matching.lawful.money.rights import CONTRACT, FREE_TO_GO

FIRM_HAS = r"(?:厂里?|公司|老板娘?|人事|财务|我们|店里|办公室|我这里?)"
KEPT = t.part(
    rf"在{FIRM_HAS}C{{0,3}}(?:锁|收|压|放)(?:着|起来)|(?:放|存|留|收|锁|押)C{{0,3}}(?:在|到)?{FIRM_HAS}(?!盖章|签|存档|备案|网)|由?{FIRM_HAS}(?:统一)?(?:保管|收着|拿着|收走|收起来)|不(?:给|发给|发|交给|让|返给)C{{0,2}}(?:个人|员工|本人|你|工人|大家)|(?:个人|员工|本人|你|工人|大家)(?:手里|自己)?(?:没有|不留|不拿|拿不到|不得拿|看不到)",
    signs="在放存留收锁押厂公老人财我店办不个员本你工大",
)
BLANK = t.part(
    r"先签C{0,2}空白|空白(?:合同|协议|纸)|白纸上|空白处先签|(?:内容|条款|工资|日期)C{0,4}(?:后面|以后|回头|再|之后|我们)(?:再)?(?:填|补|写)|先签(?:个)?(?:字|名)C{0,6}(?:后面|回头|再)(?:补|填)",
    signs="空白内条工日先",
)
SHAM = t.part(
    r"(?:劳务|承揽|合作|合伙|居间|承包|灵活用工)(?:协议|合同)|个体(?:工商)?户|个体执照|营业执照C{0,3}(?:自己|注册|办)",
    signs="劳承合居灵个营",
)
INSTEAD = t.part(
    r"(?:只|统一|一律|都是?|全部|改|进来|入职|进厂|我们|上班)C{0,2}(?:先)?签(?:订|的是|的|个|成|下)?(?=C{0,2}(?:劳务|承揽|合作|合伙|居间|承包|灵活))|(?:代替|替代|当作|不是|不算)C{0,4}(?:劳动)?合同|(?:要|先|须|统一|自己)C{0,3}(?:注册|办|登记)(?:成|个|为)?|(?:不|没)C{0,3}(?:劳动关系|雇佣关系|社保|劳动合同)|社保C{0,3}自|自负盈亏",
    signs="只统一都全改进入我上代替当不要先须自没社",
)
NO_BOND = t.part(
    r"(?:没有?|不存在|不算|不是|不构成|不形成|无|非|谈不上)(?:任何|什么)?(?:劳动|雇佣|雇用|用工|劳务雇佣)关系|不算(?:我们|厂里|公司)?的?(?:正式)?(?:员工|职工|工人)|不是(?:我们|厂里|公司)的?(?:员工|职工|工人)",
    signs="没不无非谈",
)
NOT_EMPLOYED = t.part(
    r"退休|返聘|在校|学生|实习|外发|加工户|加工厂|客户|采购|加盟|经销|供应商|快递|物流|顾问|保洁公司|外包(?:公司|单位)|讲师|骗|违法|无效|不得|不(?:会|能|准|许)(?:用|拿|以|签)",
    signs="退返在学实外加客采经供快物顾保讲骗违无不",
)
EACH_HAS_ONE = t.part(
    r"一人一份|一式两份|各(?:执|持|拿|存)?一?份?|(?<!不)(?<!没)给你一份|复印|客户|采购|供应商|存档|归档|档案|加盟|购销|电子版?",
    signs="一各给复客采供存归档加购电",
)
LEAVE = t.part(
    r"产假|陪产假|婚假|病假|年(?:休)?假|丧假|探亲假|哺乳假|护理假|育儿假|产检假?|工伤假|法定(?:节)?假|(?:结婚|生孩子|生小孩|生娃|怀孕|坐月子|做月子|产检|奔丧|家里(?:办)?丧事|老人过世|生病)C{0,4}(?=(?:也|都|就|只|最多|顶多)?(?:不|没|冇|无|给|只|最多|顶多))",
    signs="产婚病年丧探哺护育工法结生怀坐做奔家老",
)
REFUSED_LEAVE = t.part(
    r"(?<![休请])(?:不|没有?|莫|冇得?|无|一律不|概不)(?:予|会|得|给|能|许|准)*(?:批|准|放|认|请|休(?!息室)|这个说法|这回事|这一说|这种假)|(?:不|没有?|无)(?:给|准|放|有)?(?:带薪)?假|(?<!有)(?<!从)(?<![休请])没有?(?=$|[,，。、的])|(?:别|莫|休|甭)(?:想|提|指望)|免谈|请不(?:了|到|下)|休不(?:了|到)|(?:只|最多)(?:给|准|放|批|休)C{0,2}[一1两2半]天|自己(?:走|辞|离)|(?:就|要|先)C{0,2}(?:辞[工职]|走人|离职|回家)",
    signs="不没莫冇无一概别休甭免请只最自就要先",
)
LEAVE_GIVEN = t.part(
    r"挪|顺延|没休完|没有?不批|无关|不会不|不得不|不(?:得|能|准|许)(?:拒|不批)|违法|照(?:批|发|休|给)|依法|按(?:国家|规定|法)|不扣|不影响|不算旷|也有|都有|不用(?:请|批)|客户|孕妇装|不低于|除外|工资照",
    signs="没不无违照依按也都客孕除工",
)
NO_REST = t.part(
    r"(?:没有?|无)(?:周)?(?:休息[日天]|双休也C{0,3}年假)|(?:整月|全月|一个月|天天)(?:都)?(?:不休|无休|没(?:有)?(?:得)?休)|(?:一[天日])也?不休|不(?:给|让|准)休息",
    signs="没无整全一天不",
)
RESTED = t.part(
    r"店铺?|平台|客服热线|机器|直播间|不(?:会|能|得)|轮休|调休|违法|拒绝|绝不|从不", signs="店平客机直不轮调违拒绝从"
)
BUSY = t.part(
    r"旺季|大货(?:期|季)|赶货|忙的时候|双十一|双11|618|年前|过年前|冬装季|[一二三四五六七八九十\d]+月(?:份)?(?:之?前|到|底|以前)|货没(?:做|赶|出)完",
    signs="旺大赶忙双6年过冬月货",
)
GO = t.part(r"离职|辞(?:职|工)|走(?=$|[,，。的就]|人)|不干|退(?:工|厂)|结账", signs="离辞走不退结")
BARRED = t.part(
    r"(?:不|莫|别|休)(?:准|许|得|能|让|允许|可以?|批|受理|办(?:理)?|放|给|想|要想)|一律不|概不|不予|(?:要|须|得|必须)(?:经|等|由)?C{0,3}(?:老板娘?|厂长|经理|主管|店长)C{0,4}(?:同意|签字|点头|批|说了算)|(?:老板娘?|厂长|经理|主管|店长)(?:不)?(?:点头|同意|签字|松口|批)C{0,3}(?:才|不|就?算|方)",
    signs="不莫别休一概要须得必老厂经主店",
)
LOSES = t.part(
    r"扣(?:掉|除|发|一?半|一个|两个|完|光|当月|下)?C{0,4}(?:工资|工钱|薪|奖|钱|押)|(?:一个月|半个?月|当月|最后|剩下)C{0,4}(?:工资|工钱|薪水?)C{0,3}(?:没(?:有|得)|不(?:给|发|结|要想)|作废|算了|不认)|(?:要|得|须|先)?赔(?:偿|付|给)?C{0,8}(?:厂里?|公司|损失|费|[\d一二两三四五六七八九几][百千万\d]|钱|工资|老板)|(?:补|交|退|还)C{0,6}(?:食宿|吃住|培训|介绍|培养|房租)C{0,2}(?:费|钱)",
    signs="扣一半当最剩要得须先赔补交退还",
)
PAID_OUT = t.part(
    r"(?<!旺季)不(?:会|用|需|必|再|得|准|许)?(?:扣|赔|押|罚)|没有?(?:违约金|罚)|不收|公司(?:赔|补)|经济补偿|厂里赔(?:你|给)|违法|客户|供应商|订单|货期|结清|照(?:结|发)|交接|借(?:款|支)|房东|保险(?:公司)?赔|试用期提前三天",
    signs="不没公经厂违客供订货结照交借房保试",
)

LEFT_OUT = t.part(
    r"(?:就|也|都)?(?:免了|算了|省了|不搞了|不弄了|不必了|用不着|没(?:有)?必要|不要紧)(?=$|[,，。吧啦])|没(?:有)?(?:那么多|什么)(?:讲究|手续)",
    signs="免算省不用没",
)
FINGERPRINT = t.part(
    r"(?:空白|白纸|没写(?:字|内容|东西))C{0,6}(?:按|摁|盖|签)C{0,3}(?:手印|指印|章|字|名)|(?:按|摁|盖|签)C{0,3}(?:手印|指印|章|字|名)C{0,6}(?:空白|白纸)",
    signs="空白没",
)
MEASURED_LEAVE = t.part(
    r"(?:最多|只(?:给|批|准|能)|顶多|不(?:超过|得超过|能超过))C{0,4}[一两1-4半]天C{0,2}[,，]?C{0,2}(?:多了|超了|超过|过了|再多)C{0,4}(?:算|按|就|要)?C{0,2}(?:旷工|自离|自动离职|扣|不算)",
    signs="最只顶不",
)
BOSS_NODS = t.part(
    r"(?:老板娘?|厂长|经理|主管|店长|领导|我)C{0,3}(?:点(?:了)?头|同意|签(?:了)?字|松口|批(?:了)?|说(?:了)?行|答应)C{0,3}(?:才(?:能|行|可以|算|作数)?|方可|再说)",
    signs="才方再",
)
NO_DAY_OFF = t.part(
    r"(?:[一二两三四五六\d]+个?(?:月|星期|礼拜)|整季|整个?旺季|天天|连(?:着|续)C{0,4}(?:月|天))C{0,4}(?:都)?(?:不(?:休息|放假|歇)|没(?:有)?(?:休息|假|得休|歇)|一天不(?:休|歇|停))",
    signs="不没一",
)

EMPLOYMENT: tuple[DemandRule, ...] = (
    DemandRule("rights", (CONTRACT, LEFT_OUT), (NOT_EMPLOYED, EACH_HAS_ONE), 6),
    DemandRule("rights", (FINGERPRINT,), (NOT_EMPLOYED,)),
    DemandRule("rights", (LEAVE, MEASURED_LEAVE), (LEAVE_GIVEN,), 6),
    DemandRule("rights", (NO_DAY_OFF,), (RESTED, t.part(r"店铺?|快递|打烊", signs="店快打"))),
    DemandRule("penalty", (GO, BOSS_NODS), (FREE_TO_GO, t.THEIRS), 14),
    DemandRule("rights", (CONTRACT, KEPT), (EACH_HAS_ONE, NOT_EMPLOYED), 8),
    DemandRule("rights", (BLANK, t.part(r"签(?!到|收|约)|按手印|合同|协议", signs="签按合协")), (NOT_EMPLOYED,), 14),
    DemandRule("rights", (SHAM, INSTEAD), (NOT_EMPLOYED, EACH_HAS_ONE), 16),
    DemandRule("rights", (NO_BOND,), (NOT_EMPLOYED,)),
    DemandRule("rights", (LEAVE, REFUSED_LEAVE), (LEAVE_GIVEN,), 4),
    DemandRule("rights", (NO_REST,), (RESTED,)),
    DemandRule("penalty", (GO, BARRED, BUSY), (FREE_TO_GO,), 14),
    DemandRule("penalty", (GO, BARRED), (FREE_TO_GO, t.THEIRS), 3),
    DemandRule("penalty", (GO, LOSES), (PAID_OUT,), 10),
)

ENGLISH_EMPLOYMENT: tuple[DemandRule, ...] = (
    DemandRule(
        "rights",
        (
            e.part(r"contracts?|agreement"),
            e.part(
                r"blank|(?:fill|write)\w* (?:it )?(?:in )?later|we (?:will )?keep (?:both|the|all|your)|stays? (?:with|in) (?:us|the (?:office|boss|factory|company))|boss keeps?|you (?:don'?t|do not) (?:get|need|have) (?:a |any |your )?(?:copy|one|contract)|no copy|(?:not|never) sign\w*|(?:don'?t|do not|won'?t) (?:do|sign|make|give|need|have|use)\b|no need|not necessary|only (?:by )?word|oral\w*|verbal\w*|hand ?shake|trust"
            ),
        ),
        (
            e.part(
                r"customers?|clients?|suppliers?|dealers?|never ask|illegal|each (?:side|party) keeps|one copy each|overtime without"
            ),
        ),
        24,
    ),
    DemandRule(
        "rights",
        (
            e.part(
                r"(?:maternity|marriage|sick|annual|paid|wedding|parental|pregnancy)[- ]leave|(?:holidays?|vacation|days? off|rest days?|day of rest)"
            ),
            e.part(
                r"(?:we |there is |you get |with )?(?:no|without|never|don'?t (?:give|have|get|do|offer)|do not (?:give|have|offer)|not (?:given|allowed|possible|paid)|can'?t (?:take|have|ask))\b"
            ),
        ),
        (
            e.part(
                r"never (?:refus|den|cut|take)\w*|no (?:one|limit|problem|work|deduction|cut|loss|need to)|without (?:loss|a cut|cut|losing|pay cut)|illegal|shop is|store is|we work no|don'?t work on|shift"
            ),
        ),
        12,
    ),
    DemandRule(
        "penalty",
        (
            e.part(r"(?:quit|leav(?:e|ing)|resign\w*|go(?= before| in| without))\b(?! the (?:house|room|shop))"),
            e.part(
                r"not allowed|can ?not|can'?t|no one can|nobody can|must not|may not|forbidden|only (?:if|when|with) (?:the )?(?:boss|manager|owner|we|i)\b|boss (?:must |has to |need to )?(?:agree|approve|sign|say)\w*|(?:need|with|without) (?:the |my |our )?(?:boss|manager|owner)(?:'?s)? (?:yes|ok|permission|approval|agreement|signature)|find (?:someone|somebody|a person|your own) (?:to )?replace\w*|find (?:a|your) replacement"
            ),
        ),
        (
            e.part(
                r"any ?time|30 days?|thirty days|notice|free to|maternity|sick|annual|marriage|paid leave|customers?|tools|hand over"
            ),
        ),
        40,
    ),
    DemandRule(
        "penalty",
        (
            e.part(r"(?:you |if you |who |anyone who )?(?:quit|leav(?:e|es|ing)|resign\w*|go)\b(?! with| home| to)"),
            e.part(
                r"(?:lose|loses|cut|minus|deduct\w*|we keep|forfeit\w*|no|without|not get|not pay|don'?t (?:get|pay)|no more)\b E{0,12}(?:salary|wages?|pay|money|bonus earned|month'?s?)|pay (?:us |me |the boss |back |for )?(?:the )?(?:training|food|dorm\w*|fine|half|money)"
            ),
        ),
        (
            e.part(
                r"nothing is|no (?:fine|penalty|cut)|never|paid in full|all (?:your )?(?:wages|pay|salary)|we pay|with notice|maternity|sick|annual"
            ),
        ),
        40,
    ),
)
