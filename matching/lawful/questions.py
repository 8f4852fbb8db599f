"""Which question is harmless, because its answer says no to a demand or yes to a person? And which denies a right?

Checked first: an answer follows its question as the next sentence, or as the next clause of the same one.
"""

import re

from matching.lawful.guard import compiled

N = r"[^，,。;；!！?？\n]"
SAID = r" *(?:(?:答复?|回复?|回答|我们答|老板答|老板回|a|答案)[:： ]+)?"
ANSWER = re.compile(r" *(?:我们|老板|统一)?(?:答复?|回复?|回答)")
# What answers a question so that nothing is asked: there is no such thing, or there is help.
DENIED = compiled(
    r" *(?:[一-龥]{0,5}?(?:不存在|没有的(?!话)|没这(?:回|种|个)|不收(?!的)|不用(?!来)|不需要|不可能|想多了|没有这|不会的|放心|没有那|哪有)|[^，,。;；]{1,4}有(?:儿童|母婴|托管|清真|无障碍|宿舍))(?![^，,。;；]{0,6}(?:就|但))"
)
NO = compiled(
    rf"{SAID}(?:(?:我们|公司|厂里|这里|本店)?(?:从来|绝对?|都|一概|当然|肯定)?(?:不(?:行|会|用|要(?!的)|收|需|可以|能|扣|押|查|限|看|问|存在|影响|必|算)?|没(?:有|这)?|免费|全免)|(?:公司|厂里|我们|老板|店里)(?:出|付|承担|交|买|报销|来)|{N}{{0,4}}(?:违法|犯法)|谣言|假的|别信|放心)(?!{N}{{0,4}}(?:不行|不可))"
)
YES = compiled(rf"{SAID}(?:当然|肯定|都|一样|也)?(?:给|有|能|行|可以?|要|会|收|欢迎|招|算|照|没问题|不影响)")
ASKED = compiled(rf"^ *(?:[问q][:：]|{N}{{0,8}}(?:您|你|人|朋友|师傅|姐妹|家长|同学|求职者|粉丝){N}{{0,3}}问)")
# A question about what is good for the person who asks it; who asks for nothing else is welcome with a yes.
WISHED = compiled(
    rf"[给有能行要收招算让][吗么?？]|有没有|可以{N}{{0,10}}[吗么]|[给有能行要收招算让]{N}{{1,12}}的?[吗么?？]|[给能行要收招算]$"
)
POLAR = re.compile(r"([一-龥])不\1")  # whether or not
DEMANDED = compiled(r"押|(?<!加班)费|罚|扣|保证金|贷|垫|只[要招收]|必须|仅|非得")
RIGHT = compiled(r"社保|五险|合同|加班费|年假|产假|婚假|病假|双休|工资条|工伤保险|经济补偿|高温费|法定假")
GIVEN_UP = compiled(r"不(?!存在)|放弃|折现|扣|押|影响|取消|断|少|违法|为什么|怎么")
NONE_HERE = compiled(
    rf" *(?:(?:我们|咱|小厂|这)(?:这)?(?:行|里|边|厂|儿|种小厂|个行当)?)?{N}{{0,4}}(?:没有?(?:这|那)(?:个|种|回|一)|没有?的?(?=$|[,，。!！])|不存在|想都别想|别想了?|先{N}{{0,6}}辞|辞了再|想多了|哪来|哪有|没听说|没那个?(?:必要|闲钱|说法)|不(?:给|交|签|放|搞|兴)(?=$|[,，。!！的]))"
)


def asks_nothing(piece: str, following: str) -> bool:
    """Tell whether a sentence is a question that its answer, the next sentence, makes harmless."""
    if not piece.endswith(("?", "？")):
        return False
    if ASKED.search(piece):
        return _is_harmless(piece, following)
    return DENIED.match(following) is not None and not denies_a_right(piece, following)


def denies_a_right(piece: str, following: str) -> bool:
    """Tell whether a short question names a legal right and the next sentence says that there is none."""
    if not piece.endswith(("?", "？")) or len(piece) > 16 or GIVEN_UP.search(piece):
        return False
    return RIGHT.search(piece) is not None and NONE_HERE.match(following) is not None


def is_reported_question(clauses: list[str], at: int) -> bool:
    """Tell whether a clause reports somebody's question and the next clause answers it harmlessly."""
    following = [clause for clause in clauses[at + 1 : at + 3] if not ANSWER.fullmatch(clause)]
    return bool(following) and ASKED.search(clauses[at]) is not None and _is_harmless(clauses[at], following[0])


def _is_harmless(question: str, answer: str) -> bool:
    """Tell whether an answer grants what is asked for, or rules out what is feared."""
    question = POLAR.sub(r"\1", question)
    if RIGHT.search(question) and not GIVEN_UP.search(question):
        return YES.match(answer) is not None
    if WISHED.search(question) and YES.match(answer):
        return DEMANDED.search(question) is None
    return NO.match(answer) is not None
