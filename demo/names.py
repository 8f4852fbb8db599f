"""What are the fictional people called? Every name begins with 示例, so that nobody takes it for a real person."""

from demo.draws import Draws

SURNAMES = [
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余",
    "欧阳",
    "上官",
]
FEMALE = ("秀英 桂兰 小燕 雅婷 海霞 玉梅 思琪 慧敏 春花 丽娟 梦洁 红霞 佳怡 晓雯 文静 雪梅").split()
MALE = ("建国 志强 俊杰 小军 浩然 海波 文斌 宇航 国庆 立新 家豪 明辉 永强 子轩 新民 大勇").split()


def person_names(draws: Draws, genders: list[str]) -> list[str]:
    """Return one name a person, fitting the gender that the statistics carry."""
    surnames = draws.many(SURNAMES, None, len(genders))
    picks = draws.rng.integers(0, 16, size=len(genders))
    return [
        f"示例{surname}{(FEMALE if gender == '女' else MALE)[pick]}"
        for surname, gender, pick in zip(surnames, genders, picks, strict=True)
    ]


ADJECTIVES = ("云梭 锦程 青禾 霓裳 织梦 棉语 晨光 新锐 江汉 雁南 竹篱 素衣 彩虹 远帆 银针").split()
TAILS = {
    "shop_operator": "服饰电商有限公司",
    "factory": "制衣厂",
    "integrated": "服装科技有限公司",
    "live_agency": "直播文化传媒有限公司",
    "cross_border": "跨境电商有限公司",
    "supplier": "面料辅料有限公司",
    "logistics": "仓配物流有限公司",
    "studio": "视觉设计工作室",
}


def company_name(index: int, kind: str) -> str:
    """Return the name of a company beyond the forty that have one of their own."""
    return f"示例{ADJECTIVES[index % len(ADJECTIVES)]}{index}号{TAILS[kind]}（虚构）"
