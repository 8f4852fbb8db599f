"""Which parts make the person pay on the way in or out? Money before the tools of work, a course of the firm's, what was eaten; in Chinese."""

from matching.lawful.money import terms as t
from matching.lawful.money.near import Rule

NOT_PAID_FOR = (t.FIRM_PAYS, t.NOT)

TOLLS: tuple[Rule, ...] = (
    Rule(
        "fee",
        (t.part(r"[交缴](?:完|了|齐|清)C{0,2}(?:就|才|再)?(?:发|给|安排|上岗|入职|签|排|录|面)", signs="交缴"), t.SUMS),
        (*NOT_PAID_FOR, t.THEIRS, t.part("作业|稿|货|活|件|班|工资|资料交", signs="作稿货活件班工资")),
        18,
    ),
    Rule(
        "fee",
        (
            t.part(r"(?:想|要)?转正|入职|上岗|录用|先", signs="转入上录先"),
            t.part(r"(?:自己|本人|个人)C{0,3}(?:掏(?:钱|腰包)?|出钱|花钱)C{0,3}(?:认|买|订|拿|进)", signs="自本个"),
        ),
        (*NOT_PAID_FOR, t.THEIRS),
        12,
    ),
    Rule(
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
    Rule(
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
    Rule(
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
    Rule(
        "loan",
        (
            t.part(r"小贷|网贷|贷款公司|金融公司|[他她我]指(?:定)?的", signs="贷金指"),
            t.part(r"借(?!鉴|调|用)C{0,4}(?:\d|[一二两三四五六七八九][千万百])|不借", signs="借"),
        ),
        (t.NOT, t.THEIRS),
        14,
    ),
)
