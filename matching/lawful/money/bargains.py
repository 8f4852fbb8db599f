"""Which parts bind the worker unlawfully? Papers kept, wages withheld, unpaid work; in Chinese."""

from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule

NOT_PAPER = (t.COPY, t.NOT, t.THEIRS)
NOT_LATE = (t.WAGE_LAWFUL, t.NOT)
NOT_WAGE = (*NOT_LATE, t.TRADE)

BARGAINS: tuple[DemandRule, ...] = (
    # Papers: kept until something happens, or kept with somebody of the firm.
    DemandRule("papers", (t.PAPER, t.PAPER_TAKEN, t.UNTIL), NOT_PAPER, 26),
    DemandRule("papers", (t.PAPER, t.PAPER_TAKEN, t.KEEPER), NOT_PAPER, 14),
    DemandRule("papers", (t.PAPER, t.GIVEN, t.UNTIL), NOT_PAPER, 16),
    DemandRule("papers", (t.PAPER, t.GIVEN, t.GIVEN_BACK), NOT_PAPER, 18),
    DemandRule(
        "papers",
        (
            t.part(r"锁|收[了着]|押|扣[着下]|留着", signs="扣押收留锁"),
            t.part(r"(?:怕|免得|防止?|省得)C{0,8}(?:跑|走人|不[干做]|溜)", signs="免怕省防"),
        ),
        (*NOT_PAPER, t.part("货|门|车|仓", signs="仓货车门")),
        12,
    ),
    DemandRule(
        "papers",
        (t.PAPER, t.REFUSED_BACK),
        (t.COPY, t.THEIRS, t.part("别人|外人|陌生|泄露|中介|骗", signs="中别外泄陌骗")),
        8,
    ),
    DemandRule("papers", (t.BORROWED,), (t.COPY, t.NOT, t.THEIRS)),
    DemandRule("papers", (t.PAPER, t.part(r"先[压押收扣]", signs="先")), NOT_PAPER, 3),
    # Wages: kept until far, paid far, paid in part, lost by who leaves.
    DemandRule("wages", (t.WAGE, t.HELD, t.FAR), NOT_WAGE, 20),
    DemandRule("wages", (t.WAGE, t.PAID, t.LATE), NOT_LATE, 16),
    DemandRule(
        "wages",
        (t.HEAD_MONTH, t.NOT_YET, t.part(r"工资|薪|钱|提成|[发领]", signs="发工提薪钱领")),
        (*NOT_WAGE, t.part("押金|货|房", signs="房押货")),
        8,
    ),
    DemandRule("wages", (t.HELD_DAYS,), (t.NOT, t.TRADE)),
    DemandRule("wages", (t.GIVEN_UP,), (t.part(r"不得(?:要求|强迫)|无效|不用|不会", signs="不无"),)),
    DemandRule("wages", (t.IF_NOT,), (t.TRADE, t.part(r"也|照|试用|押金|收费", signs="也押收照试"))),
    DemandRule(
        "wages",
        (
            t.part(r"(?:年底|过年|年终|年关|腊月)C{0,3}(?:结账|结钱|算账|算钱|发钱|发工资|结工资)", signs="年腊过"),
            t.part(rf"(?:借支?|预支|支)C{{0,4}}(?:{t.SUM})", signs="借支预"),
        ),
        NOT_LATE,
        24,
    ),
    DemandRule("wages", (t.HALF_NOW, t.HALF_LATER), (*NOT_WAGE, t.part("房|贷", signs="房贷"))),
    DemandRule("wages", (t.FULL_FIRST, t.WAGE), (*NOT_WAGE, t.part("工龄|年假", signs="工年"))),
    DemandRule("wages", (t.LIVING, t.part(r"年底|过年|年终|年关|腊月", signs="年腊过")), NOT_LATE, 18),
    DemandRule(
        "penalty",
        (
            t.part(
                rf"(?:走了|离职|辞职|不满|没满|提前走|走人)的?C{{0,6}}(?:赔|罚|倒扣)C{{0,3}}(?:{t.SUM})", signs="倒罚赔"
            ),
        ),
        (t.part("不赔|公司赔|厂里赔", signs="不公厂"),),
    ),
    DemandRule(
        "wages",
        (
            t.OWED,
            t.part(
                t.WAGE.wordings,
                t.FAR.wordings,
                signs="一元加劳半合季完工年底开忠打报招提收散春期正毕满离秋稳竣结腊薪走转辞过酬钱验",
            ),
        ),
        (t.NOT, t.TRADE, t.part("供应商|追讨|讨薪|绝不", signs="供绝讨追")),
    ),
    DemandRule(
        "wages",
        (t.LEAVE_LOSES, t.part(r"奖金|提成|工资|绩效|底薪|钱|薪", signs="奖工底提绩薪钱")),
        (t.NOT, t.part("年终|全勤|补偿|押金", signs="全年押补")),
    ),
    DemandRule("wages", (t.IN_KIND,), (t.NOT, t.part("福利|奖|外加|另发", signs="另外奖福"))),
    DemandRule("wages", (t.BATCH_BACK,), (t.NOT, t.TRADE, t.part("供应商", signs="供"))),
    DemandRule(
        "wages",
        (
            t.part(t.HEAD_MONTH.wordings, t.HEAD_DAYS.wordings, signs="前半周头月笔第首"),
            t.WAGE,
            t.part(r"归(?:师[傅父]|公司|介绍人|中介|组长|店|厂|老板)", signs="归"),
        ),
        (t.NOT,),
        10,
    ),
    DemandRule("wages", (t.RARELY,), (*NOT_LATE, t.part("对账|供应商|分红|房|租", signs="供分对房租"))),
    DemandRule("wages", (t.ONLY_AFTER,), (*NOT_WAGE, t.part("补贴|提成|社保|年假|工龄|返费", signs="工年提社补返"))),
    DemandRule("wages", (t.HEAD_DAYS, t.AS_BOND), (*NOT_WAGE, t.THEIRS), 8),
    DemandRule(
        "wages",
        (t.LATE, t.part(t.LIVING.wordings, t.SHARE.wordings, signs="付伙发吃打支烟生给零领饭")),
        (*NOT_LATE, t.THEIRS),
        18,
    ),
    DemandRule("wages", (t.LIVING, t.REST), NOT_WAGE, 18),
    DemandRule(
        "wages",
        (t.SHARE, t.REST, t.part(t.WAGE.wordings, r"[这上]个?月|手头|周转|大家", signs="加劳周大工底手报提收月薪酬钱")),
        (*NOT_WAGE, t.part("试用|转正后|房|货|贷", signs="房试货贷转")),
        18,
    ),
    DemandRule(
        "wages",
        (
            t.WAGE,
            t.part(r"[一二三四五六七八九\d]成", signs="成"),
            t.part(r"年底|年终|过年|年后|期满|离职|离开|走的时候|毕业|[干做]满", signs="年期毕满离走过"),
        ),
        NOT_WAGE,
        14,
    ),
    DemandRule(
        "wages",
        (t.SHORT, t.FORFEIT, t.part(r"工资|薪|钱|底薪|提成|学费|结|工时", signs="学工底提结薪钱")),
        NOT_WAGE,
        16,
    ),
    DemandRule(
        "wages",
        (
            t.WAGE,
            t.part(
                r"一(?:分|毛)(?:钱)?(?:都|也)?(?:没(?!少|差|欠|拖|扣)|莫|冇|别想|休想|不(?:给|发|结|付))", signs="一"
            ),
        ),
        NOT_WAGE,
        6,
    ),
    DemandRule(
        "wages",
        (
            t.part(r"离职|辞职|辞工|走人|不干|自离|违约", signs="离辞走不自违"),
            t.part(r"[压押扣]的?(?:那|这|头|第一)?(?:[一二两\d]?个?月)?(?:薪水?|工资|工钱)", signs="压押扣"),
            t.FORFEIT,
        ),
        NOT_WAGE,
        16,
    ),
    DemandRule(
        "wages",
        (
            t.part(r"资金(?:紧|困难|周转)|手头(?:紧|不宽)|周转不|账上没钱|老板(?:没|缺)钱", signs="资手周账老"),
            t.part(
                r"记账|欠着?|缓(?:发|一|几)|拖|(?:再|才|后)C{0,2}(?:分|发|给|结|算|补)|先干", signs="记欠缓拖再才后先"
            ),
        ),
        (t.NOT, t.part("供应商|货款|客户|借支|也不会", signs="供货客借也")),
        18,
    ),
    DemandRule(
        "wages",
        (
            t.WAGE,
            t.part(
                r"只记账|记账不发|不发放(?!纸)|先记着|(?:就|则|一律|全部|都)?(?:清零|归零|作废|扣光)",
                signs="记不先清归作扣",
            ),
            t.part(r"离职|提离|辞|走|转正|失败", signs="离提辞走转失"),
        ),
        (t.NOT, t.part("年终奖|全勤奖|积分|年假|调休", signs="年全积调")),
        16,
    ),
    DemandRule("wages", (t.MONTHLY_CUT, t.FAR), NOT_WAGE, 22),
    DemandRule(
        "wages",
        (t.part(r"[压押][一二两三123半]个?月?付[一二两三123]", signs="付"),),
        (t.part("房租|租房|租金|公寓|房东|宿舍|房子|门面|不需要|不用|不搞|免", signs="不免公宿房租门"),),
    ),
    DemandRule(
        "wages",
        (
            t.part(
                r"第?(?:[二三四五六2-6]个|次次|下下个?|隔)月C{0,4}(?:才|再|起)?(?:发|领|给|拿)C{0,4}(?:第[一1]|首|头|上上)个?月",
                signs="月",
            ),
        ),
        (t.NOT,),
    ),
    # Work that nobody pays, or that is paid only if the person stays.
    DemandRule("wages", (t.TRIAL, t.NO_PAY), (t.TRIAL_PAID, t.NOT), 18),
    DemandRule("wages", (t.TRIAL, t.LATER_PAY), (t.TRIAL_PAID, t.NOT), 22),
    DemandRule("wages", (t.HELP_US, t.UNSURE), (t.TRIAL_PAID, t.NOT, t.TRADE), 14),
    DemandRule(
        "wages",
        (
            t.part(r"不计薪|不计工资|不付费|不算工资|没有?工资|没钱拿|不开工资|不给工资|不发工资|无薪", signs="不无没"),
            t.part(rf"(?:这|头|那|前)?{t.FEW}{t.DAYS}", signs="件单周场天套小幅批日星晚月条版班礼篇节道页"),
        ),
        (t.TRIAL_PAID, t.NOT, t.part("休|假|停工|缺勤|离职|罢|拖", signs="休假停拖离缺罢")),
        14,
    ),
)
