"""What else can be tried when a search finds little? The query's own words, joined by AND, without the polite ones."""

import re

import rjieba

from cms.search.text import HAN_RUN, LONGEST_QUERY

FEW = 3
# People type whole wishes ("我想学女装直播课程"): these say that they want a course or a job, not which.
OPENING_WORDS = re.compile(r"^(?:我们?|想要?|要|请问|哪里|有没有|学习?|学会|找|做|当|去|怎么|如何|怎样)+")
SAYS_NOTHING = frozenset(
    "的 了 在 和 与 及 或 我 想 要 学 找 课 课程 培训 培训班 培训课 班 工作 岗位 招聘 职位 报名 附近 吗 呢"
    " a an and class course courses for how i in job jobs learn of the to training want".split()
)


def wider_query(query: str) -> str:
    """Return the words of a query that say something, with a space between: each is then looked up for itself."""
    words: list[str] = []
    loose = ""
    for word in rjieba.cut(OPENING_WORDS.sub("", query[:LONGEST_QUERY].strip()), False):
        if len(word) == 1 and HAN_RUN.fullmatch(word) and word not in SAYS_NOTHING:
            loose += word  # a trade word that the dictionary does not know falls into single characters
            continue
        words, loose = [*words, loose, word], ""
    return " ".join(word for word in [*words, loose] if word.strip() and word.strip().lower() not in SAYS_NOTHING)
