"""Which parts make the worker pay at the start or the end? For tools, for the firm's training, for meals; in Chinese."""

from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule
from matching.lawful.words import FEE

NOT_PAID_FOR = (t.FIRM_PAYS, t.NOT)

TOLLS: tuple[DemandRule, ...] = (
    DemandRule(
        "wages",
        (
            t.SHORT,
            t.part(
                r"只(?:给|发|算|结|拿|付)C{0,3}(?:[一二三四五六七八九\d]成|[一二三四五六七八九\d]折|一半)", signs="只"
            ),
        ),
        (t.NOT, t.THEIRS, t.part("提成|客户|货款", signs="提客货")),
        6,
    ),
    DemandRule(
        "papers",
        (
            t.part(r"银行卡|工资卡|存折|身份证(?!号)|支付密码|密码", signs="银工存身支密"),
            t.part(
                r"(?:由|归|给|让|放)?(?:厂里|公司|老板娘?|人事|财务|店里|我们)(?:来|统一|代为?|帮你?)*(?:管|拿|保存|代管|收着)(?=$|[,，。])",
                signs="厂公老人财店我",
            ),
        ),
        (t.NOT, t.COPY, t.THEIRS, t.part("客户|门禁|wifi|保险柜|电脑|账号|系统", signs="客门w保电账系")),
        8,
    ),
    DemandRule(
        "fee",
        (
            t.part(
                r"(?:报名|面试|登记|应聘|入职|进厂|进来|上岗|上班|报到|住宿舍?|排队|体检)C{0,4}(?:要|需|须|得|先|请)(?:先)?(?:给|付|交|出|掏|拿)",
                signs="报面登应入进上住排体",
            ),
            t.SUMS,
        ),
        (*NOT_PAID_FOR, t.THEIRS, t.part("补|奖|红包|返|工资|客户", signs="补奖红返工客")),
        10,
    ),
    DemandRule(
        "fee",
        (
            t.part(
                r"剪刀|纱剪|镊子|压脚|梭[芯壳]|皮尺|划粉|针(?:头|板)?(?=自|要|钱)|锥子|螺丝刀|工具|工[衣服装]|围裙|手套|口罩|袖套|机油|饭卡|工牌|门禁卡",
                signs="剪纱镊压梭皮划针锥螺工围手口袖机饭门",
            ),
            t.part(
                r"(?:自己|个人|本人|工人|员工)C{0,2}(?:出钱|掏钱|花钱|拿钱|给钱|付钱)|(?:钱|费用)C{0,3}(?:自己|个人|本人|工人|员工)C{0,2}(?:出|掏|给|付|垫)",
                signs="自个本工员钱费",
            ),
        ),
        (*NOT_PAID_FOR, t.THEIRS, t.part("不用|不要|不让|报|退", signs="不报退")),
        10,
    ),
    DemandRule(
        "fee",
        (t.part(r"[交缴](?:完|了|齐|清)C{0,2}(?:就|才|再)?(?:发|给|安排|上岗|入职|签|排|录|面)", signs="交缴"), t.SUMS),
        (*NOT_PAID_FOR, t.THEIRS, t.part("作业|稿|货|活|件|班|工资|资料交", signs="作稿货活件班工资")),
        18,
    ),
    DemandRule(
        "fee",
        (
            t.part(r"(?:想|要)?转正|入职|上岗|录用|先", signs="转入上录先"),
            t.part(r"(?:自己|本人|个人)C{0,3}(?:掏(?:钱|腰包)?|出钱|花钱)C{0,3}(?:认|买|订|拿|进)", signs="自本个"),
        ),
        (*NOT_PAID_FOR, t.THEIRS),
        12,
    ),
    DemandRule(
        "training",
        (
            t.part(
                r"(?:在|到|找|跟)(?:我|公司|店里|厂里|指定)C{0,4}(?:报[班名]|考|学)|[报学考]完(?:就|即|才)?(?:上岗|入职)",
                signs="在到找跟报学考",
            ),
            t.SUMS,
        ),
        (*NOT_PAID_FOR, t.part("薪|工资|补|奖|提成", signs="薪工补奖提")),
        14,
    ),
    DemandRule(
        "penalty",
        (
            t.SHORT,
            t.part(
                r"(?:一并|全部|都|如数|双倍)?(?:退|还|补|赔|交)(?:还|回)?给?(?:我|公司|厂里?|店里?|老板)(?!报|复)|倒扣",
                signs="退还补赔交倒",
            ),
        ),
        (
            t.NOT,
            t.part(r"工牌|工服|钥匙|设备|工具|样衣|电脑|公司(?:退|赔|补)|厂里(?:退|补)", signs="工钥设样电公厂"),
        ),
        20,
    ),
    DemandRule(
        "penalty",
        (
            t.part(r"档案|社保转移|离职证明|转移手续|退工单", signs="档社离转退"),
            t.part(
                r"(?:补齐|缴清|交清|付清|结清|交|付|赔)C{0,10}(?:\d|[一二两三四五六七八九][千万百])",
                signs="补缴交付结赔",
            ),
        ),
        (t.NOT, t.THEIRS),
        14,
    ),
    DemandRule(
        "loan",
        (
            t.part(r"小贷|网贷|贷款公司|金融公司|[他她我]指(?:定)?的", signs="贷金指"),
            t.part(r"借(?!鉴|调|用)C{0,4}(?:\d|[一二两三四五六七八九][千万百])|不借", signs="借"),
        ),
        (t.NOT, t.THEIRS),
        14,
    ),
    DemandRule(
        "fee",
        (
            t.part(rf"{FEE}|工[装服衣]|体检|押金", signs="费装服衣检押款钱成"),
            t.part(r"(?:自己|个人|本人|先|由你|你)C{0,3}(?:垫|掏|出|付|交)(?!差|货|接)", signs="垫掏出付交"),
            t.part(
                r"(?:返|报|退|补)(?:还|销|给你|回)?C{0,2}(?:一半|[一二三四五六七八九]成|\d\d?%|部分)", signs="返报退补"
            ),
        ),
        (t.part(r"客户|顾客|学员|供应商|公司(?:出|付|垫)", signs="客顾学供公"),),
        20,
    ),
    DemandRule(
        "fee",
        (
            t.part(
                r"(?:交|缴|付)(?:了|完|过|清)(?:这?点?)?(?:钱|款|费)C{0,3}(?:才|再)C{0,2}(?:有|能|给|算|来|安排|派|上)",
                signs="才再",
            ),
        ),
        (t.part(r"客户|顾客|买家|学员|供应商|骗|违法|别信", signs="客顾买学供骗违别"),),
    ),
)
