"""Which traits are of goods, of their buyers, or of benefits that the firm pays? Lawful readings; in both languages."""

from matching.lawful.money import english as e
from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule

HIRES = t.part(
    r"招(?!牌|呼|商)|聘|要求|优先|限(?!定)|(?:来|能)(?:做|应聘|上班|干(?!洗)|当|试镜|报名)|做(?:主播|客服|助播|模特|前台)|应聘|岗|工作|上班|加入|模特(?:要|须)|(?:主播|助播|模特|导购)(?:得|须|必须)",
    signs="招聘要优限来能做应岗工上加模主助导",
)
WORN = t.part(
    r"每[件款]|这款|(?<!条)款(?=适|对|推|卖|专)|[smlx]{1,4}码|均码|尺码|[女男童]装|衣服?|裤子?|裙子?|外套|西装|衬衫|t恤|版型|详情页?|标题|链接|产品|款式|牛仔|羽绒服|上身",
    signs="件款码装衣裤裙外西衬恤版详标链产牛羽上",
)
FITS = t.part(
    r"(?:适合|合适|适穿|对应|(?:卖给|做给|主要给|推荐给?|建议)(?!你|您|员工|工人|新人|主播|求职|应聘)|专为)[^。;；!！?？\n招聘限缺岗]{1,30}",
    signs="适合对卖做主专推建",
)

GARMENT = r"(?:suits?|jeans|trousers|pants|shirts?|coats?|jackets?|dress(?:es)?|skirts?|cloth(?:es|ing)|wear|tops?|knitwear|t-?shirts?|sweaters?|uniforms?|garments?|collection|line|brand)"
HIRING = e.part(
    r"hir\w+|look(?:ing)? for|need(?:s|ed)?|want(?:s|ed)?|apply|join|positions?|jobs?|vacanc\w+|hosts? (?:must|should)|models? (?:must|should)|only (?:girls|women|men)"
)

FITTING: tuple[DemandRule, ...] = (
    DemandRule("goods fit whom they fit", (WORN, FITS), (HIRES,), 12),
    DemandRule(
        "sizes of goods",
        (
            WORN,
            t.part(r"1[2-9]\d(?:cm)?(?:到|至|-|~)1[3-9]\d(?:cm)?(?=那种|的款|码|段|$|[,，。])", signs="1"),
        ),
        (HIRES, t.part(r"身高|女生|男生|本人|净高", signs="身女男本净")),
        8,
    ),
    DemandRule(
        "the firm pays",
        (
            t.part(
                r"(?:公司|厂里|老板|店里|我司|本厂)(?:来|全部?|统一|会)?(?:出(?!库|厂|货|差|勤|场|口|纳)|付|交|承担|负担|垫付)(?!费)C{0,12}(?:费用?|押金|保证金|定金|款)",
                signs="公厂老店我本",
            ),
        ),
        (
            t.part(
                r"工资|[你您]|一半|部分|[一二三四五六七八九]成|先垫|扣|再|员工(?!费)|工人", signs="工你您一部成先扣再员"
            ),
        ),
    ),
    DemandRule(
        "shops need deposits",
        (
            t.part(r"开C{0,4}店|入驻|类目|投标|租C{0,4}[房厂]|展位|摊位", signs="开入类投租展摊"),
            t.part(r"押金|保证金|定金", signs="押保定"),
            t.part(r"(?:财务|会计|公司|老板|厂里|公户)C{0,3}(?:打|付|转|交|出)", signs="财会公老厂"),
        ),
        (t.part(r"[你您]|员工|主播|应聘|入职|个人", signs="你您员主应入个"),),
        16,
    ),
    DemandRule(
        "done away with",
        (t.part(r"C{0,3}(?:押金|保证金|定金|费)(?:已经?|都|早)?(?:取消|废除|免)(?:了|掉|除)C{0,2}", signs="押保定费"),),
        (t.part(r"改|换|但|不过|名额|资格", signs="改换但过名资"),),
    ),
    DemandRule(
        "an advance",
        (
            t.part(r"预支|借支|预领|预借", signs="预借"),
            t.part(r"从C{0,6}(?:工资|工钱|薪)C{0,4}(?:扣|还)(?:回|还|除)?", signs="从"),
        ),
        (t.part(r"(?<!不收)(?<!没有)(?<!不算)(?<!无)利息|罚|手续费", signs="利罚手"),),
        16,
    ),
    DemandRule(
        "never owed",
        (
            t.part(
                r"(?:从来?|一直|都|也)?(?:没有?|未曾?)(?:欠|拖欠?|断|少|漏|压|扣|停)(?:缴|发|交)?(?:过|一|谁)C{0,6}",
                signs="没未",
            ),
        ),
        (t.part(r"要是|如果|若|谁", signs="要如若谁"),),
        6,
        4,
    ),
    DemandRule(
        "the firm pays others",
        (
            t.part(r"C{0,4}(?:押金|保证金|租金|定金)", signs="押保租定"),
            t.part(
                r"(?:公司|厂里?|老板|店里?|我们)(?:来|会|已经?|统一)?(?:交|付|垫|打)(?:给|到|了)C{0,2}(?:租赁|房东|供应商|平台|商场|物业|对方|出租)C{0,4}",
                signs="公厂老店我",
            ),
        ),
        (t.part(r"工人|员工|工资|[你您]|个人|本人|主播|新人", signs="工员你您个本主新"),),
        12,
    ),
)
ENGLISH_FITTING: tuple[DemandRule, ...] = (
    DemandRule(
        "goods for whom they are made",
        (
            e.part(r"sells?|makes?|sews?|produces?|designs?|best[- ]?sellers?|is for|are for|our (?:brand|shop|label)"),
            e.part(rf"(?:slim(?:-fit)? )?{GARMENT}\bE{{0,10}} for [^.;,!?\n]{{3,50}}?(?= (?:are|is)\b|[.;,!?]|$)"),
        ),
        (HIRING,),
        12,
    ),
    DemandRule(
        "goods are for",
        (
            e.part(
                rf"(?:the|this|our|these) (?:\w+ )?{GARMENT} (?:is|are) (?:made |cut |meant )?for [^.;,!?\n]{{3,50}}"
            ),
        ),
        (HIRING,),
    ),
)
