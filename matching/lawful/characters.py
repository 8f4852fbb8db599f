"""Which signs stand for which? Traditional forms, look-alikes and spellings that hide a word."""

# One traditional (or variant) form a sign, its simplified form at the same place in the second line.
_TRADITIONAL = (
    "歲歳嵗週齡齢數紀優請無須證証費質貸訓練習學課業務員聘應徵職資錢壓繳納預購買賣備裝製離結懷婦產満滿過達內後個們來對會為爲與於從時間點開關門電話語說講讀寫"
    "聽見觀視覺親顏頭顧題類顯願額風飛飯飲館馬驗體髮發麗麼黃黨齊齒龍龜國際長張強場塊報執壞壯聲處備夠夢夥將專尋導屬層島師帶幫庫廠廣廳彈彙徑復憂憐應戀戶拋掛採換損搶擁擇擔據擬攜敗敵斷舊昇書術條極構樂標樣"
    "機橋檔檢權歡歷歸殘殺毀氣決沒況淨減測準溫灣災熱燈爭爺牆獎獨獲環現畢畫異當療瘡癥盡監盤礦禮種稱稅積穩筆節範築簡簽籍糧級細終組織經給統絲維網緊線編緩縣縫總繼續罰職聯聰肅腦臉臨舉號蘇處虛蟲衛衝補裏裡複規"
    "計訂記許設訪評詢試該詳認誠誤課調談論諮謀謝識護讓豐負財貢貨販責貴貿賞賢賬賴賺賽贈輕載輔輪輸辦農運違遠適遲選還邊鄉醫釋鈔鈕鋪錄鍋鏡鐘鐵鑰開閒閱陣陰陳陽隊階隨險雙雜難霧靈響頁項順領餘餓駐駕騎騙驚髒鬆鬧魯鮮鴨勞"
    "動勝勵區協單占卻參變嚴團園圍圖壇壽奪奮婚媽妝嬰孫寶實寬審導屆歲廚廢徹忌態慣慶憑戲撲擋擴攝敎斂昀曉曬東柵棄業榮槍檯殼濟濕濟瀏無煙牽狀獻瑣疊癡盜瞭睏硏祕禦穀窮競筍簽糾絕緣縮纖罷羅習聞腫膚膽艙艱芻莊葉蓋薦藝藥蘭訊託詐誌誰諒諾貝貼賓軟輩轉辭"
    "邁郵醜銀銷鋒錯鍛鎖閃閉闆隱隸雖雞靜韓順頒頗頻顆飾養騰驅鬥魚鳥麵姍併劑務勸歐滙匯墊塗墻奬姪娛孃崗嶺幣幾廂彎徵悶惡慘憶懶戰扡抵捨掃揚搖攤攬敘暫暈曆朮樓槓櫃欄欠歎毆汙洩涼淚滅滯漢潔潛澤濃濟濱澀烏煩營爐牠犧猶獸甕畝疇癢皺盧眾瞞磚祿禍穎窩竄競籌籃籤粧紅紋紡紙"
    "純紗紛級紮紹綁綜綠綱綿緒緻縱績繞繡繩繪繫罵羣義聖聳腸膠臺艦蒼蔥蕭薩蠟襪襯襲覽觸訴診詞詩詮詰誇誕諷謂謊謠譜譯豎貌貓貧貫賀賁賄賠贊趕趙跡踐踴蹤躍車軌軍軸較輛輝輯轄轟辯迴這連進遊遞遺鄭鄧釀釘針釣鈴鉛鉤銅銘鋁鋼錶鍵鎮鏈鑑鑒鑽鑿閣闊闖闡陸隕雲韻頂須頌頓頸顛顫飼飽餅餐餵餾駛駱騷驕驟骯鬚魅鯨鰓鳴鵝鷹鹹鹽黏黴鼴侖倆倉側偉傑傘傭傳債傷傾僅僑僕價儀億儘償儲兇兒冊凍剛創劃劇劉劍勢匱廁厲嗎嘗嘯噴噸圓執夾奧孿寧"
)
_SIMPLIFIED = (
    "岁岁岁周龄龄数纪优请无须证证费质贷训练习学课业务员聘应征职资钱压缴纳预购买卖备装制离结怀妇产满满过达内后个们来对会为为与于从时间点开关门电话语说讲读写"
    "听见观视觉亲颜头顾题类显愿额风飞饭饮馆马验体发发丽么黄党齐齿龙龟国际长张强场块报执坏壮声处备够梦伙将专寻导属层岛师带帮库厂广厅弹汇径复忧怜应恋户抛挂采换损抢拥择担据拟携败敌断旧升书术条极构乐标样"
    "机桥档检权欢历归残杀毁气决没况净减测准温湾灾热灯争爷墙奖独获环现毕画异当疗疮症尽监盘矿礼种称税积稳笔节范筑简签籍粮级细终组织经给统丝维网紧线编缓县缝总继续罚职联聪肃脑脸临举号苏处虚虫卫冲补里里复规"
    "计订记许设访评询试该详认诚误课调谈论咨谋谢识护让丰负财贡货贩责贵贸赏贤账赖赚赛赠轻载辅轮输办农运违远适迟选还边乡医释钞钮铺录锅镜钟铁钥开闲阅阵阴陈阳队阶随险双杂难雾灵响页项顺领余饿驻驾骑骗惊脏松闹鲁鲜鸭劳"
    "动胜励区协单占却参变严团园围图坛寿夺奋婚妈妆婴孙宝实宽审导届岁厨废彻忌态惯庆凭戏扑挡扩摄教敛昀晓晒东栅弃业荣枪台壳济湿济浏无烟牵状献琐叠痴盗了困研秘御谷穷竞笋签纠绝缘缩纤罢罗习闻肿肤胆舱艰刍庄叶盖荐艺药兰讯托诈志谁谅诺贝贴宾软辈转辞"
    "迈邮丑银销锋错锻锁闪闭板隐隶虽鸡静韩顺颁颇频颗饰养腾驱斗鱼鸟面姗并剂务劝欧汇汇垫涂墙奖侄娱娘岗岭币几厢弯征闷恶惨忆懒战扡抵舍扫扬摇摊揽叙暂晕历术楼杠柜栏欠叹殴污泄凉泪灭滞汉洁潜泽浓济滨涩乌烦营炉它牺犹兽瓮亩畴痒皱卢众瞒砖禄祸颖窝窜竞筹篮签妆红纹纺纸"
    "纯纱纷级扎绍绑综绿纲绵绪致纵绩绕绣绳绘系骂群义圣耸肠胶台舰苍葱萧萨蜡袜衬袭览触诉诊词诗诠诘夸诞讽谓谎谣谱译竖貌猫贫贯贺贲贿赔赞赶赵迹践踊踪跃车轨军轴较辆辉辑辖轰辩回这连进游递遗郑邓酿钉针钓铃铅钩铜铭铝钢表键镇链鉴鉴钻凿阁阔闯阐陆陨云韵顶须颂顿颈颠颤饲饱饼餐喂馏驶骆骚骄骤肮须魅鲸鳃鸣鹅鹰咸盐黏霉鼹仑俩仓侧伟杰伞佣传债伤倾仅侨仆价仪亿尽偿储凶儿册冻刚创划剧刘剑势匮厕厉吗尝啸喷吨圆执夹奥孪宁"
)
SIMPLE = {ord(odd): plain for odd, plain in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if odd != plain}
SIMPLE |= {
    ord(odd): plain
    for odd, plain in zip(
        "擾隻衹祇産幹乾妳係喫牀遷爾總錄録産緖闗靑歩敎餘逹髙淸戸",
        "扰只只只产干干你系吃床迁尔总录录产绪关青步教余达高清户",
        strict=True,
    )
}
SIMPLE |= {ord(odd): plain for odd, plain in zip("囡钕侽嬡葽芣伩昬喰", "女女男女要不信婚餐", strict=True)}
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
PICTURES |= dict.fromkeys("❌✖✗✘🚫⛔🙅", "✗")

# What people write so that a word is not found: pattern, the plain word. Sound-alikes first, pinyin after them.
SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"(?:鸭|压|呀|丫|亚|雅|押|抻)(?:金|今|斤|巾|錦)(?![属线箔丝色光纹])", "押金"),
    (r"押\s*(?:jin|j)(?![a-z])|ya[\s'-]?jin(?![a-z])|y金|ya\s*金", "押金"),
    (r"保(?:正|政|郑|证|障)(?:今|巾|津)|bao\s?zheng\s?jin|bzj(?![a-z])|保正金|保zheng金", "保证金"),
    (r"fu\s?zhuang\s?fei|服装f(?:ei)?(?![a-z])", "服装费"),
    (r"pei\s?xun\s?fei|培训f(?:ei)?(?![a-z])|培(?:圳|驯|迅|讯|循)(?:费|废)", "培训费"),
    (r"pei\s?xun|培(?:圳|驯|讯)", "培训"),
    (r"(?:gong\s?fu|工f)(?:\s?fei|费)", "工服费"),
    (r"(?:培训|学)(?:dai|代)(?:款)?(?![理表课替办])|培训d(?![a-z])|(?:dai|d)款", "培训贷"),
    (r"fen\s?qi(?![a-z])|分(?:其|七|琪)(?=付|还|交|学)", "分期"),
    (r"(?<![a-z])n(?:v|ü|u)\s?(?:sheng|xing|shi|de)(?![a-z])|(?<![a-z])n[vü](?=生|性|士|的|工|孩)", "女"),
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
    "肝炎 病毒 扣证 押证 个子 个头 胖子 美貌 漂亮 帅气 怀孕 二胎 二宝 生娃 超龄 大龄 信教 信佛 罚款 交钱 交费 白干 押薪 扣薪 工牌费 会费 租金 性别 生育 清真 贷款 身份 少数 属鼠 属牛 属虎 属兔 属龙 属蛇 属马 属羊 属猴 属鸡 属狗 属猪 天蝎 双子 处女"
)
JOINED = frozenset(word[at : at + 2] for word in BROKEN.split() for at in range(len(word) - 1))

# How the signs of those words sound: half a word in Latin letters is put back (yi肝, pei训, 押jin).
_SOUNDS = (
    "ya押 jin金 bao保 zheng证 feng风 xian险 ding定 di抵 kuan款 fu服 zhuang装 fei费 gong工 pei培 xun训 xue学 dai贷 fen分 qi期 ti体 jian检 bao报 ming名 zhong中 "
    "jie介 shao绍 guan管 li理 zi资 liao料 cai材 shou手 xu续 shen身 fen份 bi毕 ye业 jian件 nv女 nan男 sheng生 xing性 shi士 hai孩 mei美 shuai帅 ge哥 mei妹 zi子 bu不 yao要 "
    "zhao招 jin仅 xian限 zhi只 you优 xian先 wu勿 rao扰 tou投 nian年 ling龄 zhou周 sui岁 yi已 hun婚 wei未 yu育 yun孕 fu妇 huai怀 bei备 bu哺 ru乳 dan单 li离 yi异 gao高 "
    "zhong重 xing形 xiang象 qi气 zhi质 wu五 guan官 duan端 zheng正 xiang相 mao貌 zhang长 yan颜 zhi值 hu户 kou口 ji籍 ben本 wai外 sheng省 di地 min民 zu族 han汉 hui回 "
    "zong宗 jiao教 xin信 yang仰 xing星 zuo座 shu属 xiao肖 xue血 xing型 yi乙 gan肝 ai艾 zi滋 can残 ji疾 chuan传 ran染 bing病 shi史 zi自 li理 gou购 kou扣 liu留 ya压 xin薪 "
    "shi试 gang岗 wu无 wei违 yue约 dan担 fei肺 jie结 he核 mei梅 du毒 pang胖 tai胎 qian钱 jiao交 fa罚 ling龄 chao超 nv女 yao要 bao宝 er二 bie别 sheng生 qing清 chu处 shu数"
)
_SOUND = {pair[-1]: pair[:-1] for pair in _SOUNDS.split()}
SPOKEN = {(_SOUND[pair[0]], pair[1]): pair[0] for pair in sorted(JOINED) if pair[0] in _SOUND}
SPOKEN |= {(pair[0], _SOUND[pair[1]]): pair[1] for pair in sorted(JOINED) if pair[1] in _SOUND}
