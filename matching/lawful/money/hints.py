"""Which parts may be a demand? Not sure enough to stop: the office reviews them."""

from matching.lawful.money import terms as t
from matching.lawful.money.bargains import NOT_PAPER, NOT_WAGE
from matching.lawful.money.fines import NOT_FROM_WAGES, PRICED, SLIP
from matching.lawful.money.near import DemandRule
from matching.lawful.money.purchases import NOT_PAID_FOR
from matching.lawful.words import MONEY

HINTS: tuple[DemandRule, ...] = (
    DemandRule("wages", (SLIP, PRICED), (NOT_FROM_WAGES,), 4, is_sure=False),
    DemandRule(
        "papers",
        (
            t.PAPER,
            t.part(
                t.GIVEN.wordings,
                t.PAPER_TAKEN.wordings,
                signs="入上交代保压存寄封归托扣抵押拿挂捏掌搁收放暂没留看管给统质进锁",
            ),
        ),
        (
            *NOT_PAPER,
            t.part("考|持|有|带|凭|办|报销|补贴|补交|处分|违规|严禁|管理人员", signs="严凭办处带报持有管考补违"),
        ),
        8,
        is_sure=False,
    ),
    DemandRule(
        "wages",
        (
            t.part(t.WAGE.wordings, r"[的个]钱", signs="加劳工底报提收薪酬钱"),
            t.part(t.FAR.wordings, t.LATE.wordings, t.HELD.wordings),
        ),
        (
            *NOT_WAGE,
            t.part(
                r"调一?次|辞职C{0,2}工资结算到|书面|试用|转正后?[\d一二三四五六七八九]|每月|月结|按月|合同",
                signs="书合按月每试调转辞",
            ),
        ),
        8,
        is_sure=False,
    ),
    DemandRule(
        "fee",
        (
            t.part(MONEY, signs="ckrwy¥万元千圆块百￥"),
            t.part(
                r"[交缴买付押充扣转掏购](?!流|接|货|期|通|班|谈|友|正|化|发|行|运|物)|消费(?!者)|自备|自己出",
                signs="买交付充扣押掏消缴自购转",
            ),
        ),
        (
            *NOT_PAID_FOR,
            t.THEIRS,
            t.TRADE,
            t.part(
                "薪|报酬|补|奖|提成|工资|每[天月日小单件]|日结|周结|时薪|[给发]|五险|社保|一单|一件|营业额|采购|出差|按小时|付钱|试",
                signs="一五付出发周奖工按提日时每社给营薪补试采报",
            ),
        ),
        6,
        is_sure=False,
    ),
    DemandRule(
        "wages",
        (t.NO_PAY,),
        (
            t.TRIAL_PAID,
            t.NOT,
            t.TRADE,
            t.part(
                "休|假|缺勤|停工|旷|收费|学费|押金|不出|有没有|补贴|公司|免费帮", signs="不休假停免公学押收旷有缺补"
            ),
        ),
        is_sure=False,
    ),
    DemandRule(
        "training",
        (t.COURSE, t.part(MONEY, signs="ckrwy¥万元千圆块百￥")),
        (
            *NOT_PAID_FOR,
            t.part(
                "薪|补|奖|提成|工资|每[天月日节]|课时|一节|收入|[给发]|营业额|班费|有钱",
                signs="一发奖工提收有每班给营薪补课",
            ),
        ),
        8,
        is_sure=False,
    ),
)
