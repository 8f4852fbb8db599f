"""Which clauses only report? What other firms do, what the law says, warnings; unless the firm says the same of itself.

A reporting clause is masked if the same sentence judges it, or says that it is not so here. A clause about the firm itself
is screened, and one that does as the others do undoes the mask.
"""

import re

from matching.lawful.guard import compiled
from matching.lawful.questions import is_reported_question
from matching.lawful.words import PAPERS

CLAUSE = re.compile(r"[^，,。;；:：!！?？\n]+")
N = r"[^，,。;；:：!！?？\n]"  # a sign inside one clause
HOUSE = r"(?:厂|公司|中介|招聘|老板|店|单位|地方|作坊|介绍所|工厂|企业|广告|平台|直播间|岗位|活|人家|机构|培训班|群)"

# Whose clause it is: another firm's, or hearsay.
OTHERS = compiled(
    rf"^ *(?:我|我们|也|还)?(?:去年|前年|上个?月|上周|前阵子?|最近|昨天|前几天|听说|据说)?(?:(?:不少|好多|很多|许多|个别|某些|一些|大把|某家?)(?={N}{{0,6}}(?:厂|公司|中介|直播|店|老板|平台|招聘|作坊|同行|单位|机构))|[您你](?:上次|刚才|昨天)?(?:问|说|讲|提|看)(?:到|过|起)?的?(?:那[家个间边]|(?:厂|店|公司|老板))|隔壁|对[面门]|旁边|别的|别家|其他|其它|有的|有些|[您你]?(?:上|前|原先?|老)一?(?:家|东家|个厂|个公司|个老板)|外面|人家|{N}{{0,4}}那(?:家|个(?={N}{{0,2}}(?:厂|店|公司|作坊|中介))|间|一家)|他们(?:那[边里])?(?:厂|家|店|公司|(?=[说讲]))|街上|听{N}{{0,3}}[说讲]|(?:以前|早年|去年|早先)?有(?:的)?(?:地方|同行|小厂)|网上|群里|有(?:人|老板|厂|公司|中介)|(?:之前|以前|原来)[您你]?(?:待|做|干)|说什么)(?!招|请|也有)"
    rf"|{N}的那家{HOUSE}?"
)
BAD = compiled(r"不|没|扣|压|押|收|罚|要|先|拖|赔|叫|骗|只|限|嫌|问|查|交|白")
# What the law, a court or an office says; what is forbidden follows.
LAW_SAYS = compiled(
    rf"^ *(?:按照?|根据|依照|照)?(?:国家|法律|政策|劳动法|劳动合同法|就业促进法|新?规定|条例|上[面级]|劳动局|人社局?|劳动监察|监察|仲裁|律师|法院|法官|社保局|税务局?|妇联|派出所|警察|政府|镇上|市里|工会|官方)(?:大队|部门)?(?:上|里|上个?月|昨天|前几天|最近|也|都|早就?)?{N}{{0,4}}?(?:[说讲判写定规罚](?!话)|通报|处罚|查处|明确|要求|来讲|提醒|不[许准让])"
    rf"|^ *(?:按照?|根据|依照?)(?:国家)?(?:法律|政策|劳动法|规定)"
)
FORBIDDEN = compiled(
    r"不(?:能|准|得|可以?|许|允许|让|该|应该?|算(?=$|[,，。数])|作数|认(?=$|[,，。])|合法)|没(?:有)?(?:用|效)|无效|违法|犯法|(?:要|得|须|责令)(?:全部?|都)?退|禁止|严禁|处罚了|通报了|查处了|罚了|被[罚查]"
)
EVEN = compiled(r" *(?:哪怕|即使|就算|不管|无论)")
# What is said of it.
JUDGED = compiled(
    rf"(?:那|这)?(?:都|就|可|种做法)?是?(?:违法|犯法|不合法|不合规|不对(?!外)|违规|骗)|没(?:这个|有?)?道理|(?<!也)别(?:听|信|怕|理)|不要(?:听|信|怕|理)|莫(?:听|信|怕|理)|法律不认|不是(?:我们|本厂|我厂|我司|本公司|本店)(?:家|厂|店|公司)?(?:写|发|登|贴|说|招)的|(?:跟|和|与)我们(?:厂|公司|这里)?(?:没关系|无关|不相干|不搭界)|不像话|不作数|不算数|站不住|(?:都|是|个)坑|多?留个?心眼|(?:被|让|给)(?:人社|劳动局|监察|法院|派出所|有关部门|工商)?{N}{{0,4}}(?:查|罚|判|抓|封|处理)了?|(?:法官|法院|仲裁){N}{{0,4}}判|(?:已经?|都)(?:经)?(?:撤|退|处分|开除|改正|道歉)了|(?:是|就|要|会)(?:要|会)?被?(?:处罚|举报)|不(?:行|允许|可以)的"
)
FLEE = compiled(
    r"(?:不要|别|莫|勿|不能|不可|甭|少)(?:再|去)?(?:去|进|信|理|碰|交|上当|搭理|答应|应聘那)|骗|套路|陷阱|坑人|当心|小心|警惕|提防|(?:就|马上|赶紧|转头|扭头)走(?!人)|[掉转扭]头走|躲远|绕开走|举报|报警|拉黑他|不靠谱|不是正经|不正规|割韭菜|退群|黑(?:厂|中介|店|心)|别犹豫"
)
WHO_ASKS = compiled(
    rf"(?:叫|让|喊|催|哄|逼|要|诱导)(?:你|您|大家|人|咱们?|求职者|打工人){N}{{2,}}|的(?:那种|这种|这类)?(?:{N}{{0,2}}){HOUSE}"
)
# What is written in adverts, or happened once; its judgement follows.
WRITTEN = compiled(
    rf"(?:启事|广告|招工信息|招聘信息|海报)(?:上|里|中)?{N}{{0,2}}(?:写|说|登|出现|注明)|(?:看到|群里|网上|有人){N}{{0,6}}(?:转|发|传|贴|写)的?[\"“”]|[\"”](?:那|这)条(?:招聘|广告|消息|信息)|(?:出过|发生过|有过){N}{{1,14}}的?事"
)
STRANGER = rf"(?:别人|他人|旁人|外人|陌生{N}{{0,4}}|生人|网友|中介|黑?中介|不认识的{N}{{0,4}}|任何人|介绍人|来路不明{N}{{0,4}})"
WITH_CARE = compiled(
    rf"(?:别|莫|不要|勿|千万|切勿|切莫|不可|不能|不得)(?:随便|轻易|乱|再)?(?:把|将)?{N}{{0,3}}{PAPERS}{N}{{0,8}}(?:给|到|在|填){N}{{0,2}}{STRANGER}"
    rf"|{PAPERS}{N}{{0,8}}(?:别|莫|不要|勿|切勿|不可|不能){N}{{0,4}}(?:给|借|交|押)(?:给|在)?{N}{{0,4}}{STRANGER}{N}{{0,6}}"
    rf"|{PAPERS}{N}{{0,3}}(?:自己|本人|贴身){N}{{0,2}}(?:揣|拿|收|带|保管|放)(?:好|着|走|稳)?|(?:谁|别人|人家|哪个){N}{{0,6}}(?:要|问|讨){N}{{0,10}}(?:都|也|千万|一律)?(?:别|不要|不能|莫)给|(?:不要|别|莫|切勿|勿){N}{{0,6}}(?:点|碰|信|扫|借给?){N}{{0,8}}(?:链接|二维码|贷)|{PAPERS}{N}{{0,3}}(?:别|不要|莫){N}{{0,3}}(?:(?:让|租|借|卖)给?(?:别?人|他人)|{N}{{0,3}}贷款?)"
)

# Whose clause it is: one's own; what in it is not done; and what in it does as the others do.
OURS = compiled(
    r"我们|我厂|我家|我司|我这|本[厂店司]|咱|厂里|厂规|规矩|这[里边家]|(?:交|给|放|存)(?:到|给|在)?(?:人事|班长|组长|财务|老板|前台)"
)
NOT_DONE = compiled(
    r"(?:不(?!但|光|只|过|止|仅)|没|从不|绝不|免|无)(?:会|用|需|要|再|有|曾|准|许)*(?:收|扣|压|押|罚|要|交|拖|叫|先|代)*|(?:都|的也|全)(?:要|收|招|用)(?=$|[,，。])"
)
DOES = compiled(
    r"也|还是|还要|只(?!看|查|问|登|要(?:你|会|肯))|叫(?:它|作|做)|(?<!去)要(?!求|回)|^ *(?:请)?(?:交|给|放|存)|由|赔|交(?!社|五|金|税|保险)|得(?!到)|先|照(?:收|扣|押|压)|一样|同样|收(?!入|工|获|活|到)|压|扣|押|罚|保管|锁|交给|折(?:现|成)|自理"
)
TURNS = compiled(
    r"^ *(?:但|可(?!以)|不过|所以|那就|只是|就是|照样|除非|因此|于是|而我|却|也(?!别|不|没)|还是|反正)|管不[到着了]|政策是政策|是(?:城里|外面|别人|他们)的|不管用"
)


def without_reported(piece: str) -> str:
    """Return a sentence of the same length with its reporting clauses masked."""
    parts = [(found.start(), found.end(), found.group()) for found in CLAUSE.finditer(piece)]
    clauses = [clause for _start, _end, clause in parts]
    own = _of_ours(clauses)
    if any(TURNS.search(clause) for clause in clauses) or any(DOES.search(NOT_DONE.sub("", said)) for said in own):
        return piece
    left = piece
    is_law = False
    for at, (start, end, clause) in enumerate(parts):
        says = LAW_SAYS.search(clause) is not None
        is_law = says or (is_law and (FORBIDDEN.search(clause) or EVEN.match(clause)) is not None)
        if (is_law and (FORBIDDEN.search(clause) or EVEN.match(clause))) or _is_told(clauses, at, has_own=bool(own)):
            left = left[:start] + "□" * (end - start) + left[end:]
    return left


def _of_ours(clauses: list[str]) -> list[str]:
    """Return the clauses about the firm itself, and what follows them; judgements and prohibitions are none."""
    own: list[str] = []
    is_ours = False
    for clause in clauses:
        is_told = JUDGED.search(clause) or OTHERS.search(clause) or WRITTEN.search(clause) or WITH_CARE.search(clause)
        is_ours = not is_told and (is_ours or OURS.search(clause) is not None)
        if is_ours:
            own.append(clause)
    return own


def _is_told(clauses: list[str], at: int, *, has_own: bool) -> bool:
    """Tell whether a clause only reports: on others who are judged or different, or as a warning."""
    clause, rest = clauses[at], clauses[at:]
    if is_reported_question(clauses, at):
        return True
    is_judged = any(JUDGED.search(said) for said in rest)
    if OURS.search(clause) and not is_judged:
        return False
    if WITH_CARE.search(clause) or (WRITTEN.search(clause) and is_judged):
        return True
    if OTHERS.search(clause) and (is_judged or (has_own and BAD.search(clause))):
        return True
    return WHO_ASKS.search(clause) is not None and any(FLEE.search(said) for said in rest[:2])
