"""Which characters stand for which? Traditional forms, look-alikes and spellings that disguise a word."""

from core.han import simplified

# What no keyboard of today writes, but people do: variant and Japanese forms, and signs that look like others.
_VARIANTS = (
    "歳岁齢龄満满値值経经価价気气実实応应団团対对圧压権权検检様样従从労劳歩步辺边総总続续読读売卖険险駅驿剤剂顔颜髪发産产髙高戸户黒黑黄黄徳德帯带験验関关闗关緖绪靑青淸清逹达"
    "粧妆姪侄牠它妳你衹只祇只瞭了硏研囡女钕女侽男嬡女葽要芣不伩信昬婚喰餐巳已"
)
_HAN = [chr(code) for code in range(0x3400, 0xA000)]
SIMPLE = {
    ord(odd): plain for odd, plain in zip(_HAN, simplified("\n".join(_HAN)).split("\n"), strict=True) if odd != plain
}
SIMPLE |= {ord(odd): plain for odd, plain in zip(_VARIANTS[::2], _VARIANTS[1::2], strict=True)}
SIMPLE |= {ord(odd): "-" for odd in "－–—―─‐‑‒−﹣〜～∼⁓﹏"}
SIMPLE |= {
    ord(odd): plain for odd, plain in zip("“”„‟‘’‚`´「」『』【】〔〕［］", '""""\'\'\'\'\'""""[][][]', strict=True)
}

# Pictures that say a word; "¤" is money, "✗" a no, both kept until a spelling or a rule reads them.
PICTURES = dict.fromkeys("♀🚺", "女") | dict.fromkeys("♂🚹", "男") | dict.fromkeys("💰💴💵🪙", "¤")
PICTURES |= (
    dict.fromkeys("⬆↑🔼⏫", "↑")
    | dict.fromkeys("⬇↓🔽⏬", "↓")
    | dict.fromkeys("👰💍🤵", "⚭")
    | dict.fromkeys("👶🍼", "⚬")
    | {"🤰": "孕妇", "🦽": "轮椅", "♿": "轮椅", "🕌": "清真", "⛪": "教会", "🪪": "证件", "📏": "身高", "⚖": "体重"}
)
PICTURES |= dict(
    zip(
        "♈♉♊♋♌♍♎♏♐♑♒♓",
        "白羊座 金牛座 双子座 巨蟹座 狮子座 处女座 天秤座 天蝎座 射手座 摩羯座 水瓶座 双鱼座".split(),
        strict=True,
    )
)
PICTURES |= dict(zip("🐀🐂🐅🐇🐉🐍🐎🐏🐒🐓🐕🐖", "鼠牛虎兔龙蛇马羊猴鸡狗猪", strict=True))
PICTURES |= dict(zip("🐭🐮🐯🐰🐲🐴🐑🐐🐵🐔🐶🐷", "鼠牛虎兔龙马羊羊猴鸡狗猪", strict=True))
PICTURES |= dict.fromkeys("❌✖✗✘🚫⛔🙅", "✗")

# What people write so that a word is not found: pattern, the plain word. Sound-alikes first, pinyin after them.
SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"[河和荷]蓝(?=[人籍的])|[荷和何]南(?=人|籍)", "河南"),
    (r"[胡壶糊]北(?=人|籍)", "湖北"),
    (r"安灰(?=人|籍)", "安徽"),
    (r"社b(?![a-z])|社宝(?=不|没|自)", "社保"),
    (r"年[令玲灵岭伶芳](?=\s*[\d一二三四五六七八九十:：要限在不])|芳龄(?=\s*\d)", "年龄"),
    (r"(?<=[0-9])一(?=[2-6][0-9](?!\d))", "-"),
    (r"(?:身[糕膏羔]|(?<![一-龥])(?:升|生|深)高)(?=\s*(?:1[4-9]\d|[一1]米?[四五六七八4-8]))", "身高"),
    (r"(?<=[2-6][0-9])\s*睡(?=以|左|$|[,，])", "岁"),
    (r"[严盐言]值(?=担当|高|在线|佳|要|优)", "颜值"),
    (r"难生(?=优先|勿|不|[,，]|$)", "男生"),
    (r"(?<=[大小])(?:三\s?yang|san\s?[阳羊洋]|3阳|叁阳)(?![a-z])", "三阳"),
    (r"(?<![a-z\d])8(?=[要收招用])", "不"),
    # How it is said in Guangdong, and on the Han river: the words for no, for a girl, a boy, a child.
    (r"唔使", "不用"),
    (r"唔好", "不要"),
    (r"唔", "不"),
    (r"(?<=[不就都])系(?=我|他|你|这|那)", "是"),
    (r"[冇莫]得", "没有"),
    (r"没得(?=工资|工钱|钱|薪|加班|社保|五险|保险|合同|双休|休息|年假|假|底薪|补贴|提成)", "没有"),
    (r"冇", "没有"),
    (r"(?:婆婆客|堂客|女将|女仔)(?!装)", "女人"),
    (r"男仔|男将|男伢(?:子)?", "男人"),
    (r"后生仔女?", "年轻人"),
    (r"(?:姑娘|妹|女)伢(?:子|们|儿)?", "姑娘"),
    (r"(?:细|小)伢(?:子|们|儿)?|细路(?:仔|女)?|细蚊仔", "小孩"),
    (r"伢(?:子|们|儿)?", "孩子"),
    (r"(?<=[百千十0-9两二三四五六七八九])蚊", "元"),
    (r"按金(?![额属])", "押金"),
    (r"(?<=没有)人工(?![智费客成])|(?<=个月)人工(?![智费客成])", "工资"),
    (r"啱", "合适"),
    (r"(?<=合适)先(?=计|算|给|俾)", "才"),
    (r"喺", "在"),
    (r"师奶", "大妈"),
    (r"嚟", "来"),
    (r"净系", "只"),
    (r"咗", "了"),
    (r"揾", "找"),
    (r"乜嘢|么[子斯](?![一-龥]{0,2}(?:弹|机))", "什么"),
    (r"而家", "现在"),
    (r"佢", "他"),
    (r"嘅", "的"),
    (r"嗰", "那"),
    (r"(?<=[我你他])哋", "们"),
    (r"[俾畀]", "给"),
    (r"睇", "看"),
    (r"(?<=[嚟来去给俾畀得不])返工|返工(?=嘅|的?时间|日|[,，]?放工)", "上班"),
    (r"(?<=两对)\s?ban(?![a-z])", "半"),
    (r"(?<![a-z])(?:he|hu|an|yun|hai|shan|guang|jiang|si|gui)[南北徽东西苏川州](?=人|籍|的[不莫别勿])", "外省"),
    (r"(?<=信)\s?ji\s?du(?![a-z])", "基督"),
    (r"己婚", "已婚"),
    (r"(?<=婚)己育", "已育"),
    (r"少[数树]名族", "少数民族"),
    (r"(?:鸭|压|呀|丫|亚|雅|押|抻)(?:金|今|斤|巾|錦)(?![属线箔丝色光纹])", "押金"),
    (r"押\s*(?:jin|j)(?![a-z])|ya[\s'-]?jin(?![a-z])|y金|ya\s*金", "押金"),
    (r"保(?:正|政|郑|证|障)(?:今|巾|津)|bao\s?zheng\s?jin|bzj(?![a-z])|保正金|保zheng金", "保证金"),
    (r"fu\s?zhuang\s?fei|服装f(?:ei)?(?![a-z])", "服装费"),
    (r"pei\s?xun\s?fei|培训f(?:ei)?(?![a-z])|培(?:圳|驯|迅|讯|循)(?:费|废)", "培训费"),
    (r"pei\s?xun|培(?:圳|驯|讯)", "培训"),
    (r"(?:gong\s?fu|工f)(?:\s?fei|费)", "工服费"),
    (r"(?:培训|学)(?:dai|代)(?:款)?(?![理表课替办])|培训d(?![a-z])|(?:dai|d)款", "培训贷"),
    (r"fen\s?qi(?![a-z])|分(?:其|七|琪)(?=付|还|交|学)", "分期"),
    (r"(?<![a-z])n(?:v|ü|u)\s?(?:sheng|xing|shi|de)(?![a-z])|(?<![a-z])n\s?[vü]\s?(?=生|性|士|的|工|孩)", "女"),
    (r"女(?:升|森|笙|身)(?![高份材])|女銉", "女生"),
    (r"男(?:升|森|笙)|(?<![a-z])nan\s?(?:sheng|xing|shi)(?![a-z])|(?<![a-z])nan(?=生|性|士|的|工)", "男生"),
    (r"(?<=[0-9十])\s*(?:碎|崴|穗|s(?:ui)?(?=以[下内上])|sui(?![a-z]))", "岁"),
    (r"(?<=[0-9])\s*(?:周|周)碎", "周岁"),
    (r"(?<=[0-9])\s*侯(?=优|的|以|勿|团)", "后"),
    (r"(?:yi|已|以)(?:婚|hun|昏)(?:\s*(?:yi|已|以)(?:育|yu|孕|玉))|yhyy(?![a-z])", "已婚已育"),
    (r"(?:已|以)(?:昏|hun)|yi\s?hun(?![a-z])", "已婚"),
    (r"(?:未|wei)\s?(?:昏|hun)(?![a-z])", "未婚"),
    (r"(?:孕|yun)\s?(?:fu|付|负|复)(?![a-z责])", "孕妇"),
    (r"怀运|懷孕|huai\s?yun", "怀孕"),
    (r"(?:形|型)(?:像|向|相|象)(?=[、和及与较]?(?:气|佳|好|良|端|出|不|优|要|阳|甜))", "形象"),
    (r"气(?:直|制|志)(?=佳|好)", "气质"),
    (r"(?:五|5)冠端正|五官端(?:整|庄)|五官duanzheng", "五官端正"),
    (r"bu\s?(?:yao|要)(?![a-z])|卜要|不(?:葽|yao)(?![a-z])|布要", "不要"),
    (r"(?<=限|招|要)nv(?![a-z])", "女"),
    (r"(?:勿|无|务)绕(?![路行过])|wu\s?rao(?![a-z])|勿rao", "勿扰"),
    (r"户(?:囗|扣|寇|kou)(?!款)|hu\s?kou(?![a-z ])", "户口"),
    (r"身(?:份|分)(?:正|z|zheng)(?![常确式面])|(?<![a-z])sfz(?![a-z])|身分证|×份证|深份证", "身份证"),
    (r"(?:新|xin)(?:僵)(?=人)", "新疆"),
    (r"乙(?:干|肝g|gan)|(?<![a-z])yi\s?gan(?![a-z])|(?<![a-z])hbv(?![a-z])", "乙肝"),
    (r"工(?:付|负|f)(?=自费|押|钱)", "工服"),
    (r"先(?:xue|学)后(?:fu|付)", "先学后付"),
    (r"(?<![a-z])h[\W_]{0,2}b[\W_]{0,2}v(?![a-z])|澳抗|表面抗原|(?<![a-z])hbsag(?![a-z])", "乙肝"),
    (r"(?<![a-z])ya\s?(?=工资|薪|证|身份|毕业|钱|半?[个一二两三\d])", "押"),
    (r"(?<![a-z])kou\s?(?=工资|薪|钱|证|身份|毕业|押)", "扣"),
    (r"[押压]¤(?!金)", "押金"),
    (r"(?<=[交付缴])¤", "钱"),
    (r"[鸭压](?=[一半两\d]个?半?月)", "押"),
    (r"[喃楠蓝侽](?=[生性士]([,，。\s]|$|一|优|勿))", "男"),
    (r"(?<=一米)陆", "6"),
    (r"贷¤", "贷款"),
    (r"¤", "·"),
    (r"(?<=[已未])⚭", "婚"),
    (r"(?<=[已未])⚬", "育"),
    (r"[⚭⚬]", "·"),
    (r"(?<![a-z])n[vü](?![a-z])", "女"),
    (r"(?<![a-z])bu\s?(?=[收要招用扣押交录考能得看限问])", "不"),
    (r"(?<![a-z])gz(?=[押压扣月日发结欠])", "工资"),
    (r"血\s?x\s?型", "血型"),
    (r"(?<![a-z])h(?=[南北](?:人|籍|的|户))", "湖"),
    (
        r"(?<![a-z])(?:hubei|hunan|henan|anhui|xinjiang|dongbei|xizang|shandong|sichuan|jiangxi|guangxi|guizhou|yunnan)(?=\s?[人籍的户])",
        "外省",
    ),
    (r"身高?[ :：]?↑", "身高不低于"),
    (r"体重?[ :：]?↓", "体重低于"),
    (r"(?<=[\d岁米斤gm后])\s*↑", "以上"),
    (r"(?<=[\d岁米斤gm后])\s*↓", "以下"),
    (r"[↑↓]", "·"),
    (r"(?<=[\u4e00-\u9fff])[\s.·,，]*(?<![a-z])only(?![a-z])", "限定"),
    (r"(?<![a-z])only\s*(?=[\u4e00-\u9fff])", "仅"),
    (r"(?<![a-z])[a-z]{2,3}(?=籍|人[勿别不请])", "外省"),
)

# Words that people break up with spaces, dots, stars or pictures: two signs of one of these belong together.
BROKEN = (
    "押金 保证金 风险金 定金 抵押 押款 服装费 工装费 工服费 工服 工装 培训费 培训 学费 贷款 分期 体检费 报名费 中介费 介绍费 管理费 资料费 材料费 手续费 身份证 毕业证 学位证 证件 "
    "女生 女性 女士 女孩 女工 女的 男生 男性 男士 男孩 男工 男的 美女 帅哥 妹子 不要 不招 仅限 只招 只要 优先 勿扰 免扰 勿投 年龄 周岁 以下 以内 "
    "已婚 未婚 已育 未育 孕妇 怀孕 备孕 生育 哺乳 婚育 单身 离异 身高 体重 形象 气质 五官 端正 相貌 长相 颜值 外貌 户口 户籍 籍贯 本地 外地 外省 民族 汉族 回族 宗教 信仰 "
    "星座 属相 生肖 血型 乙肝 艾滋 残疾 传染 病史 自费 自理 自购 自备 扣押 扣留 压薪 试岗 试工 无薪 工资 违约金 担保 "
    "处女座 天蝎座 双子座 摩羯座 白羊座 金牛座 巨蟹座 狮子座 天秤座 射手座 水瓶座 双鱼座 八字 肺结核 梅毒 回民 藏族 满族 苗族 维族 培训贷 "
    "肝炎 病毒 扣证 押证 个子 个头 胖子 美貌 漂亮 帅气 怀孕 二胎 二宝 生娃 超龄 大龄 信教 信佛 罚款 交钱 交费 白干 押薪 扣薪 工牌费 会费 租金 性别 生育 清真 贷款 身份 少数 属鼠 属牛 属虎 属兔 属龙 属蛇 属马 属羊 属猴 属鸡 属狗 属猪 天蝎 双子 处女 "
    "河南 河北 湖南 湖北 安徽 江西 江苏 浙江 福建 广东 广西 四川 贵州 云南 陕西 甘肃 青海 宁夏 新疆 西藏 山东 山西 东北 海南 重庆 辽宁 吉林 社保 五险 合同 加班 离职 辞职 押证 助听 "
    "不交 不缴 不买 购货 买货 进货 拿货 囤货 免费 白做 倒贴 基督 伊斯兰 信主 佛教 道教 结婚 产假 招人 拉人 介绍 公积金 意外险 试用 转正 纹身 口音 方言 婚恋 肥胖 罚金"
)
JOINED = frozenset(word[at : at + 2] for word in BROKEN.split() for at in range(len(word) - 1))

# How the signs of those words sound: half a word in Latin letters is put back (yi肝, pei训, 押jin).
_SOUNDS = (
    "ya押 jin金 bao保 zheng证 feng风 xian险 ding定 di抵 kuan款 fu服 zhuang装 fei费 gong工 pei培 xun训 xue学 dai贷 fen分 qi期 ti体 jian检 bao报 ming名 zhong中 "
    "jie介 shao绍 guan管 li理 zi资 liao料 cai材 shou手 xu续 shen身 fen份 bi毕 ye业 jian件 nv女 nan男 sheng生 xing性 shi士 hai孩 mei美 shuai帅 ge哥 mei妹 zi子 bu不 yao要 "
    "zhao招 jin仅 xian限 zhi只 you优 xian先 wu勿 rao扰 tou投 nian年 ling龄 zhou周 sui岁 yi已 hun婚 wei未 yu育 yun孕 fu妇 huai怀 bei备 bu哺 ru乳 dan单 li离 yi异 gao高 "
    "zhong重 xing形 xiang象 qi气 zhi质 wu五 guan官 duan端 zheng正 xiang相 mao貌 zhang长 yan颜 zhi值 hu户 kou口 ji籍 ben本 wai外 sheng省 di地 min民 zu族 han汉 hui回 "
    "zong宗 jiao教 xin信 yang仰 xing星 zuo座 shu属 xiao肖 xue血 xing型 yi乙 gan肝 ai艾 zi滋 can残 ji疾 chuan传 ran染 bing病 shi史 zi自 li理 gou购 kou扣 liu留 ya压 xin薪 "
    "shi试 gang岗 wu无 wei违 yue约 dan担 fei肺 jie结 he核 mei梅 du毒 pang胖 tai胎 qian钱 jiao交 fa罚 ling龄 chao超 nv女 yao要 bao宝 er二 bie别 sheng生 qing清 chu处 shu数 "
    "mian免 ji基 du督 si斯 lan兰 huo货 mai买 na拿 tun囤 jin进 tie贴 dao倒 zhu主 fo佛 dao道 jie结 chan产 jia假 ren人 la拉 jie介 ji积 wen纹 yin音 yan言 lian恋 yong用 zhuan转 zuo做"
)
_SOUND = {pair[-1]: pair[:-1] for pair in _SOUNDS.split()}
SPOKEN = {(_SOUND[pair[0]], pair[1]): pair[0] for pair in sorted(JOINED) if pair[0] in _SOUND}
SPOKEN |= {(pair[0], _SOUND[pair[1]]): pair[1] for pair in sorted(JOINED) if pair[1] in _SOUND}
