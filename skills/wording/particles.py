"""Which words of a query are stop words? Particles, polite words, and words for "course" or "job"."""

import re

# People type whole wishes ("我想学女装直播课程"): these open them.
OPENING_WORDS = """
    我们 我 想要 想 要 请问 请 哪里 哪儿 哪些 有没有 有什么 有 没有 学习 学 学会 找 找个 招 做 当 去
    怎么 如何 怎样 能不能 可以 能 会 给我 帮我
""".split()
OPENING_WORD = re.compile("|".join(sorted(OPENING_WORDS, key=len, reverse=True)))
SAYS_NOTHING = frozenset(
    """
    的 地 得 了 着 过 吗 呢 吧 啊 呀 嘛 哦 么 在 和 与 及 或 跟 把 被 给 为 是 不 没 有 没有 都 也 很 就 还 又
    个 这 那 哪 哪个 哪些 我 你 他 她 我们 我要 想 要 想要 学 学习 会 能 可以 找 找个 做 当 去 到 上 下 里 人 的人
    什么 怎么 怎样 如何 哪里 请问 有没有 课 课程 培训 培训班 培训课 班 一个 一份 份 活 工作 岗位 招聘 招 招工 职位 报名
    附近 师傅 师 员 工 岗 者 一下 方面 相关 类 有关
    a an and are at by class course courses do for from how i in is it job jobs learn of on or the to
    training want with
    """.split()
)
