"""Which words are only quoted, forbidden to managers, denied, or noted as an applicant's? They demand nothing.

Used after a finding, like `told`. Only the words themselves are masked: the rest of the sentence is screened, and a clause
that takes the statement back undoes the mask.
"""

import re

from matching.lawful.choosing import ONLY, OUT
from matching.lawful.guard import compiled
from matching.lawful.questions import RIGHT
from matching.lawful.refusals import REFUSES
from matching.lawful.reported import TURNS

N = r"[^，,。;；:：!！?？\n]"  # a sign inside one clause
CLAUSE = re.compile(rf"{N}+")

# What is done to people and may not be done; never whom one hires.
DONE = r"(?:收(?:取|钱|费|押|应聘|求职|工人|员工|新人|你|您|一分|红包|礼|任何|好处|人)|扣(?!子)|押|罚|压(?!烫|线|脚)|拖|克扣|强[迫制]|[打辱]?骂|打(?:人|工人|员工)|逼|问|打听|刁难|歧视|私自|随意|变相|以任何|从工人|侵占|要求(?:应聘|求职|工人|员工|新人)|叫(?:工人|员工|新人)|[找向跟](?:工人|员工|新人|应聘|求职))"
MANAGES = r"(?:班?组长|班长|线长|拉长|主管|主任|经理|厂长|店长|老板娘?|带班的?|领班|面试官|招聘(?:人员|员|专员|者|方)?|招工(?:人员|的人?)|hr|人事|中介|介绍人|管理(?:人员|层|者)|干部|任何(?:人|主管|部门|单位|干部|同事)|各(?:部门|车间|组))"
MAY_NOT = r"(?:都|也|一律|更|均)?(?:不(?:得|准|许|能|可以?|允许|让|该|应该?|可)|禁止|严禁|无权|休想)"
FORBIDS = compiled(rf"^ *{N}{{0,4}}?{MANAGES}{N}{{0,4}}?{MAY_NOT}(?:再|去)?{DONE}")
FORBIDS_TOO = compiled(rf"^ *(?:也|更|以及|同样)?{MAY_NOT}(?:再|去)?{DONE}")
FAIR = compiled(r"录用|招(?!聘|工)|优先|只[要收招]")  # a rule about whom one hires is read

WHOEVER = compiled(
    rf"^ *(?:谁|哪个|哪位|(?:如果|要是|若)?有人|任何人|凡|若有)(?:{N}{{0,6}}?)(?:收|扣|押|罚|压|骂|逼|要|叫|让|拖)(?:了|走|下|着)?(?:[你您]|大家|人家|工人|员工|新人|应聘|求职)"
)
TELL = compiled(
    r"告诉|举报|投诉|(?:打|拨)(?:\d|电话|个?电话)|报警|反映|(?:找|来|跟|向|到)(?:我|老板|厂长|办公室|公司|工会|劳动|前台|人事|监察)|开除|处分|追究|处理他|一查到底|退还|(?<!自)负责"
)

NOTHING_SUCH = compiled(
    rf"(?:没有?|不存在|绝无|不会有|从来没有?|早就没有?|从没有?|不搞|不兴)(?P<what>{N}{{2,16}}?)(?:这一说|[这那]?一套|[这那](?:套|回|码|种|样的?|类|些)(?:事|做法|规矩|说法|情况|名堂|操作|现象)?|的(?:说法|规矩|规定|事(?!假)|做法|情况|现象|讲究|名堂)|一说)(?={N}{{0,2}}(?:[，,。;；:：!！?？\n]|$))"
)
TAKES = compiled(r"押|扣|罚|压|拖|欠|收|交|缴|费|不[给发算付让准]|白[干做]|赔|锁|赶人|强[迫制]|歧视")

QUOTE = compiled(r"[\"'“‘「][^\"'“”‘’「」。]{1,24}[\"'”’」]")
FORBIDDEN_WORDS = compiled(
    r"(?:不能|不许|不准|不得|不可以?|不要|别|禁止|莫|勿)(?:再|出现|随便)?(?:写|出现|用|发|登|贴|说|提|印)|(?:请|要|得|已|先)?(?:删|去|拿|改)(?:掉|去|除|成(?![^，,。]{0,6}[\"“])|了)|(?:要|得|须|请|必须)改(?=$|[,，。!])|(?:违法|违规|不合法|算?歧视|犯法|通不过|(?:会|被)(?:被)?(?:退|打回)|拦|下架)|(?:三|两|四|几|这|那)个?字(?:不|别)"
)
WINKS = compiled(
    r"懂|心里|其实|实际|照样|意思(?:是|一样)|口头|私下|当面(?:说|讲)|面试(?:时|的时候)?(?:再|会)|就行|但|不过|只是"
)

# What somebody tells of himself, and how it is taken: something is arranged, nobody is judged.
TOLD = compiled(
    rf"^ *(?:面试记录|备注|记录|反馈)?[:：]?(?:[他她]|对方|本人|应聘者|候选人|求职者|来人|(?:来(?:面试|应聘)的|这位){N}{{1,4}}?)(?:也|还|又|刚才|面试时)?(?:自己|主动|顺口|另外)?(?:说|讲|提(?:到|起|了)?|问(?:我们|起|到|过)?|聊到|谈到|表示|反映|担心|怕|顾虑|告诉(?:我们)?|希望|想)(?!{N}{{0,12}}(?:承诺|保证|答应))"
)
ARRANGED = compiled(
    r"(?<!不)(?:可以?|能)(?:排|安排|换|调|住|给|照顾|先|晚|早|上|申请|接)|(?:已|都)?(?:登记|记下|记录|安排|排(?:了|上|在)?)(?!不)|已记|^记|答(?!应)|告诉(?:了)?(?:她|他|对方)?|换轻|夫妻房|托管|食堂|欢迎|不影响|没关系|不要紧|手艺好就行|不看这个|一样(?:要|收|招|的)|希望(?:上)?(?:早|白|晚|长白)班|想(?:上|要)(?:早|白|晚|长白)班"
)
WEIGHED = compiled(
    r"稳定|放心|优先|正好|最好|前提|才(?!能接|到)|承诺|保证|答应|先不|再看|考虑|风险|担心|怕|麻烦|可惜|但|不过"
)
POLAR = re.compile(r"([一-龥])[不没]\1")  # whether or not


def without_quoted(piece: str, *, is_decided: bool) -> str:
    """Return a sentence of the same length with quoted, forbidden, denied or applicants' words masked.

    Beside a refusal (`is_decided`) an applicant's words are its reason, and stay.
    """
    parts = [(found.start(), found.end(), found.group()) for found in CLAUSE.finditer(piece)]
    clauses = [clause for _start, _end, clause in parts]
    if any(TURNS.search(clause) and not ARRANGED.match(clause) for clause in clauses):
        return piece
    spans = [found.span() for found in NOTHING_SUCH.finditer(piece) if _is_denied(found["what"])]
    if FORBIDDEN_WORDS.search(piece) and WINKS.search(QUOTE.sub("", piece)) is None:
        spans += [found.span() for found in QUOTE.finditer(piece)]
    is_told = not is_decided and _is_told(clauses)
    is_rule = False
    for at, (start, end, clause) in enumerate(parts):
        is_rule = FORBIDS.search(clause) is not None or (is_rule and FORBIDS_TOO.search(clause) is not None)
        warns = WHOEVER.search(clause) is not None and any(TELL.search(said) for said in clauses[at : at + 3])
        if (is_rule and FAIR.search(clause) is None) or warns or (is_told and _is_of_the_told(clauses, at)):
            spans.append((start, end))
    for start, end in spans:
        piece = piece[:start] + "□" * (end - start) + piece[end:]
    return piece


def _is_denied(what: str) -> bool:
    """Tell whether the denied thing is something bad, and not a right."""
    return TAKES.search(what) is not None and not any(found.end() >= len(what) - 1 for found in RIGHT.finditer(what))


def _is_told(clauses: list[str]) -> bool:
    """Tell whether an applicant's statement is only noted and accommodated."""
    if not clauses or not (begins := TOLD.match(clauses[0])):
        return False
    said = [POLAR.sub("", clause) for clause in (clauses[0][begins.end() :], *clauses[1:])]
    return any(ARRANGED.search(clause) for clause in said) and not any(
        WEIGHED.search(clause) or OUT.search(clause) or ONLY.search(clause) or REFUSES.search(clause) for clause in said
    )


def _is_of_the_told(clauses: list[str], at: int) -> bool:
    """Tell whether a clause belongs to the statement, up to the clause on how it is accommodated."""
    return at == 0 or not any(ARRANGED.search(clause) for clause in clauses[1:at])
