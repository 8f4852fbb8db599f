"""Which clauses are about business partners? Demands on dealers, suppliers, customers, tenants or pupils are not on applicants.

A clause that begins with them is about them, and so is the next one, unless it names somebody of the firm.
"""

import re

CLAUSE = re.compile(r"[^，,。;；!！?？\n]+")
PARTNER = (
    r"(?:经销商|加盟(?:商|店|主)|代理商|分销商|渠道商|批发(?:商|客户?)|订货商|供应商|供货商|面料商|辅料商|布行|印花厂|水洗厂|客户|客人|客商|顾客|买家|会员|外发(?:户|厂|点|加工户?)"
    r"|加工(?:户|厂)|小?作坊|同行|外协厂?|承租(?:方|户|人)|租(?:户|客)|房东|摊主|商户|商家|入驻商|合作(?:方|商|厂|客户)|甲方|物流(?:公司)?|快递公司|银行(?!卡)|家长)"
)
PLACE = r"(?:平台|店铺|门店|网店|旗舰店)"  # what is said there may be of whom it hires
JOB = r"(?!对接|专员|经理|主管|岗|客服|运营|文员|打包|实习|导购|的?(?:助理|顾问)|招|服务|接待|管理)"
THEIRS = re.compile(
    rf"^ *(?:[^，,。;；招聘]{{1,8}}的|(?:我们|本厂|厂里|公司)?(?:租|借|卖|供|批)[^，,。;；招聘]{{1,6}}给|(?:我们|本厂|厂里|公司)?(?:和|跟|与|同|向|给|对|找|帮|替|由)|老|新|大|批发|团购|外地|部分|所有|每[家个位])?(?:{PARTNER}|{PLACE}(?=[^，,。]{{0,10}}(?:客户|顾客|买家|收款|保证金|佣金|扣点)))+{JOB}"
)
PUPILS = re.compile(
    r"^ *(?:[^，,。;；]{1,6}的)?(?:学员|学生)(?:报名|报班|交|缴|学费|来学)|(?:缝纫|打版|制衣|裁剪)(?:班|学校)的?学员"
)
A_SCHOOL = re.compile(r"我们的?[^，,。]{0,6}(?:班|课|学校)|招生|培训学校|课程顾问|开课前|开课后|退学费")
# Whoever works here or wants to is named, or what only they have.
OURS = re.compile(
    r"工资|工钱|薪|提成|身份证|证件|证书|毕业证|驾照|银行卡|应聘|求职|入职|上岗|报到|录用|转正|面试|试[工岗用]|员工|工人|职工|本人|新人|学徒|组长|班长|来的|进来|[你您]|个人|主播|导购|业务员|店员|师傅|岗位|离职|辞|就业|推荐工作|安排|(?:客服|跟单|打包|拣货|仓管|质检|车工)[^，,。]{0,4}(?:罚|扣|赔)"
)
ENGLISH_THEIRS = re.compile(
    r"(?:^|(?<=[.;,\n]))\s*(?:our |all |new |the |some )?(?:dealers?|distributors?|resellers?|franchisees?|wholesalers?|retailers?|agents? abroad|customers?|clients?|buyers?|suppliers?|tenants?|guests?)\b(?![^.;\n]*\b(?:you|applicants?|employees?|workers?|staff|salary|wages?)\b)[^.;,\n]*"
)


def of_partners(piece: str) -> list[tuple[int, int]]:
    """Return the spans of a sentence that are about partners."""
    spans = [found.span() for found in ENGLISH_THEIRS.finditer(piece)]
    begins = False
    teaches = A_SCHOOL.search(piece) is not None
    for part in CLAUSE.finditer(piece):
        clause, follows = part.group(), begins
        begins = THEIRS.match(clause) is not None or (teaches and PUPILS.search(clause) is not None)
        if (begins or follows) and OURS.search(clause) is None:
            spans.append(part.span())
    return _together(spans)


def _together(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return adjacent spans merged."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
