"""Which sentence of an opening would break the law? Pure text rules: who is shut out, who is asked for money.

Norms: 就业促进法 art. 26–31, 人力资源市场暂行条例 art. 24 and 43, 妇女权益保障法 art. 43, 网络招聘服务管理规定.
What is sold (女装, 童装), who is welcome (不限男女) and what the company pays (培训费由公司承担) limits nobody.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Finding:
    """One unlawful sentence: what it limits, the sentence as written, the words in it, and what to do."""

    code: str
    sentence: str
    words: str
    advice: str | Promise


ADVICE: dict[str, str | Promise] = {
    "sex": _("Do not choose by sex. Say which skill or strength the work needs."),
    "age": _("Do not choose by age. Say what the work needs; the legal working age is checked by the platform."),
    "origin": _("Do not choose by household registration or home region. Say where and when the work is."),
    "ethnicity": _("Do not choose by ethnicity or religion."),
    "family": _("Do not ask about marriage or children."),
    "looks": _("Do not choose by looks, height, health status or star sign. Say what the work needs."),
    "fee": _("Asking applicants for deposits, fees or papers is forbidden. Remove it."),
    "training": _("A job must not depend on a paid course or a training loan. Remove it."),
}

PERSON = (
    r"(?:女性|男性|女生|男生|女士|男士|女孩|男孩|女工|男工|女员工|男员工|美女|帅哥|小姐姐|小哥哥|妹子|女的|男的|女|男)"
)
NOT_GOODS = r"(?![装鞋包裤裙袜帽款童模衬士])"
REGION = r"(?:本地|本市|本省|本县|本镇|外地|外省|天门|湖北|河南|东北|新疆|西藏|农村|城镇|城市)"
ETHNIC = r"(?:汉族|少数民族|回族|维吾尔族|藏族|蒙古族|壮族|满族|苗族|彝族|土家族|回民|新疆人|藏人)"
FAITH = r"(?:宗教|信教|信仰|基督徒?|基督教|佛教|伊斯兰教|穆斯林|天主教|道教)"
MONEY = (
    r"(?:押金|保证金|风险金|服装费|工装费|工服费|工牌费|报名费|中介费|介绍费|资料费|建档费|体检费|入职费|岗位费|管理费|"
    r"培训费|学费|住宿押金|服装押金|定金|诚意金|手续费|材料费)"
)
PAYING = (
    r"(?:需要?|须|必须|应|要|先|自行|本人|入职|缴纳?|交纳?|交付|收取?|收|扣除?|预扣|支付|付|自付|自理|承担|垫付|缴)"
)

RULES: tuple[tuple[str, str], ...] = (
    (
        "sex",
        rf"(?:仅限|只限|限|只要|只招|仅招|专招|招|要求|必须是?|须为|优先招?|不要|不招|不收|谢绝|拒绝|拒收)[^\S\n]*(?:招)?{PERSON}{NOT_GOODS}(?!女)",
    ),
    ("sex", rf"(?<![不无])限(?:招)?[男女]{NOT_GOODS}"),
    ("sex", r"(?:女性|男性|女生|男生|女士|男士|女孩|男孩)(?:优先|为佳|者?免扰|勿扰|勿投|即可|最好|加分)"),
    ("sex", r"(?:^|[\s，,。;；:：、/（(])[男女](?:性|生)?(?:优先|勿扰|免扰|勿投)"),
    ("sex", r"性别\s*[:：为]?\s*(?:要求)?\s*[:：]?\s*(?:限)?[男女](?![女男不均皆])"),
    ("sex", r"(?<![\u4e00-\u9fff])[男女]\s*[,，、]\s*\d{2}\s*[-~—–至到]\s*\d{2}\s*[岁周]?"),
    ("sex", r"\b(?:(?:fe)?males?|wom[ae]n|m[ae]n|girls?|boys?|lad(?:y|ies))\s+(?:only|preferred|wanted)\b"),
    (
        "sex",
        r"\b(?:only|no)\s+(?:(?:fe)?males?|wom[ae]n|m[ae]n|girls?|boys?)\b(?!['’]s|\s+(?:cloth|wear|fashion|garment|shoe))",
    ),
    (
        "age",
        r"\d{2}\s*(?:周岁|岁)?\s*(?:[-~—–至到])\s*\d{2}\s*(?:周岁|岁)(?!以?[下上]?的?(?:货品|儿童|孩子|宝宝|童装|顾客|客户|客群|人群|消费者|女性消费|用户|粉丝|妈妈))",
    ),
    ("age", r"\d{2}\s*(?:周岁|岁|后)\s*(?:及)?\s*(?:以下|以内|之下|之内|以上者?勿|封顶)"),
    ("age", r"(?:不超过|不得超过|不大于|小于|低于|未满|不满|限)\s*\d{2}\s*(?:周岁|岁)"),
    ("age", r"(?:二十|三十|四十|五十)[一二三四五六七八九]?(?:周岁|岁)(?:以下|以内|之内)"),
    ("age", r"年龄\s*(?:要求|限制|范围)?\s*(?:[:：在为]|不超过|小于|低于)\s*\d{2}"),
    ("age", r"(?:仅限|只招|限|只要|优先|招)\s*[890]0\s*后|[890][05]后(?:优先|团队优先|即可)"),
    ("age", r"(?:年轻人?优先|仅限年轻|只要年轻|年龄(?:大|偏大)(?:者)?勿)"),
    (
        "age",
        (
            r"\b(?:under|below|younger than|not older than|max(?:imum)? age)\s*(?:the age of\s*)?"
            r"\d{2}\b(?!\s*(?:minutes|pieces|yuan|%|hours|orders|days))"
        ),
    ),
    ("age", r"\b(?:aged?|ages)\s*\d{2}\s*(?:-|–|to)\s*\d{2}\b|\byoung people (?:only|preferred)\b"),
    ("origin", rf"{REGION}(?:户口|户籍|籍贯)(?!不限|均可|不作)"),
    ("origin", rf"(?:仅限|只限|限|只招|只要|优先(?:录用|招)?|不招|不要|拒收|谢绝){REGION}(?:人|户|籍)"),
    ("origin", rf"{REGION}人(?:优先|勿扰|免扰|勿投|即可|不要)"),
    (
        "origin",
        r"(?<!不限)(?<!不看)(?:户籍|户口|籍贯|生源地)\s*(?:要求|限制)?\s*[:：为限须]\s*(?!不限|无|均可)[\u4e00-\u9fff]",
    ),
    ("origin", r"\b(?:locals?|local (?:people|residents?|hukou)|hukou)\s+(?:only|required|preferred)\b"),
    (
        "ethnicity",
        rf"(?:仅限|只限|限|只招|只要|不招|不要|拒收|谢绝|不收|优先)\s*{ETHNIC}|{ETHNIC}(?:优先|勿扰|免扰|勿投|除外|不要|不招)",
    ),
    ("ethnicity", r"民族\s*[:：]\s*(?!不限)[\u4e00-\u9fff]"),
    (
        "ethnicity",
        rf"(?:无|不得有|不能有|没有|不要|不招|限|有){FAITH}(?:信仰|者|徒|人士)?(?!自由)|{FAITH}(?:人士|信徒|徒|者)?(?:勿扰|免扰|优先|除外)",
    ),
    (
        "family",
        r"(?:已婚|未婚|离异|单身)(?:已育|未育)?(?:者|女性|人士)?(?:优先|勿扰|免扰|即可|为佳|不要|除外)?(?!公寓|宿舍|间|状况不限|均可|不限|保险)",
    ),
    (
        "family",
        r"已育|未育|(?:无|不得|禁止|不能|暂不|不)(?:怀孕|生育|备孕|结婚|恋爱)|(?:孕妇|怀孕|哺乳期|备孕|有孩子的?|带孩子的?)(?:勿扰|免扰|不要|除外|者勿)|婚育(?:状况|情况)?\s*[:：]\s*(?!不限)[\u4e00-\u9fff]|(?:入职|合同|几|两|三|[一二三四五123])年内?(?:内)?不(?:得|能|可|准)?(?:怀孕|生育|结婚|要孩子)",
    ),
    (
        "family",
        r"\b(?:un)?married\b(?! with customers)|\bsingles? (?:only|preferred)\b|\bno children\b|\bnot pregnant\b",
    ),
    (
        "looks",
        r"(?:身高|净身高)\s*(?:要求)?\s*[:：]?\s*(?:不低于|须|达)?\s*1?[\d.]+\s*(?:cm|CM|厘米|米|m|M)?\s*(?:以上|以下)(?!的?(?:顾客|模特|客户))|(?:五官端正|相貌端正|颜值高|形象佳|长相(?:甜美|好))|(?:乙肝|艾滋)[^，。；\n]{0,8}(?:勿|不|除外|拒)|星座\s*[:：]\s*(?!不限)",
    ),
    ("fee", rf"(?<!不){PAYING}[^，,。；;！!\n]{{0,8}}{MONEY}"),
    (
        "fee",
        rf"{MONEY}\s*[:：]?\s*(?:人民币)?\d+|{MONEY}(?:自理|自付|自费|自行承担|从工资(?:中|里)?扣|由(?:本人|个人|员工|求职者)承担)",
    ),
    ("fee", r"(?:扣押|抵押|上交|收取|保管|押)(?:你的|本人)?(?:身份证|毕业证|学位证|证件)"),
    (
        "fee",
        (
            r"\b(?:deposit|fee|payment)s?\s+(?:of\s+[^.]{0,20}\s*)?(?:is |are )?(?:required|must be paid|payable|due)\b"
            r"|\b(?:pay|charge|must pay)\b[^.\n]{0,25}\b(?:deposit|fee)s?\b"
        ),
    ),
    (
        "training",
        r"(?:培训贷|学费贷|助学贷|先学后付|分期(?:付|缴|交|支付)?(?:学费|培训费)|学费(?:可)?分期|培训费(?:可)?分期|办理?(?:培训)?贷款|零首付(?:学|培训))",
    ),
    (
        "training",
        r"(?:先|须|需|必须|要)[^，,。；;\n]{0,8}(?:付费|自费|缴费|交费)[^，,。；;\n]{0,6}(?:培训|课程|学习|上课)|(?:付费|自费|缴费|交费)(?:参加)?(?:培训|课程|学习)[^，,。；;\n]{0,6}(?:后|再|方可|才)?(?:上岗|入职|录用|包就业|推荐)?",
    ),
    (
        "training",
        r"(?:招转培|包就业班|交费包就业|培训包就业)|(?:报名|购买|报读)[^，,。；;\n]{0,8}课程[^，,。；;\n]{0,4}(?:方可|才能?|后)(?:上岗|入职|录用)",
    ),
    (
        "training",
        (
            r"\btraining loans?\b|\bpaid (?:training|course)\b[^.\n]{0,30}\b(?:before|required|first)\b"
            r"|\b(?:buy|purchase)\b[^.\n]{0,20}\bcourse\b"
        ),
    ),
)
COMPILED = tuple((code, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for code, pattern in RULES)

# What makes a sentence harmless although it names the words: it denies the limit, or the company pays.
ALLOWED = re.compile(
    r"(?:男女(?:不限|均可|皆可|都可|都行|不拘)|不限男女|性别不限|不限性别|无性别(?:限制|要求)|"
    r"年龄不限|不限年龄|不限婚育|婚育不限|婚否不限|不限婚否|已婚未婚(?:均可|不限|都可以)|"
    r"(?:户籍|户口|籍贯)不限|不限(?:户籍|户口|籍贯)|不看户口|民族不限|不限民族|"
    r"(?:年满|须满|需满|满|不小于|不低于)\s*(?:16|18|十六|十八)\s*(?:周岁|岁)(?:以上|及以上)?)"
)
NO_FEE = re.compile(
    rf"(?:不(?:会|需要?|用|必|得)?|无需|无须|无|免|没有|绝不|从不|严禁|禁止|拒绝|零|任何形式不)(?:向[^，,。；;\n]{{1,6}})?"
    rf"(?:收取?|缴纳?|交纳?|交付?|支付|付|扣除?|预扣)?(?:任何|一切|各种|求职者)?(?:形式的?)?[^，,。；;\n]{{0,6}}{MONEY}(?:[、和及或与]{MONEY})*"
    rf"|{MONEY}(?:全部|全额|一律|均|都)?(?:由|归)(?:公司|企业|单位|我司|我们|政府|财政)(?:承担|支付|出|报销|全包)?"
    rf"|(?:公司|企业|单位|我司|我们|政府)(?:承担|支付|报销|全额承担|全包|补贴|出)(?:全部|一切)?{MONEY}"
    rf"|{MONEY}(?:全免|免收|报销|补贴|全额报销|公司出)"
    r"|\bno (?:deposits?|fees?|charges?)\b[^.\n]*"
)
GOODS = re.compile(
    r"[男女]性?(?:装|鞋|包|裤|裙|袜|帽|款|童|衬衫|衬衣|式|西装|内衣|服饰?|时装|消费者|顾客|客户|用户|粉丝|客群)"
)
SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")


def findings(text: str) -> list[Finding]:
    """Return the unlawful sentences of a text in order, one finding a sentence and kind."""
    found: list[Finding] = []
    for sentence in (match.group().strip() for match in SENTENCE.finditer(text)):
        found += _findings_of(sentence)
    return found


def _findings_of(sentence: str) -> list[Finding]:
    """Return what is unlawful in one sentence, after what is plainly allowed was taken out of it."""
    left = GOODS.sub("货品", NO_FEE.sub("免费", ALLOWED.sub("不限", sentence)))
    found: dict[str, Finding] = {}
    for code, pattern in COMPILED:
        match = pattern.search(left)
        if match and code not in found:
            found[code] = Finding(code, sentence, match.group().strip(" ，,、:："), ADVICE[code])
    return list(found.values())
