"""Which parts make the worker pay? Purchases, bonds, fees, quotas, paid courses and loans; in Chinese."""

from matching.lawful.money import terms as t
from matching.lawful.money.near import DemandRule
from matching.lawful.words import DEPOSIT, MONEY

NOT_PAID_FOR = (t.FIRM_PAYS, t.NOT)

PURCHASES: tuple[DemandRule, ...] = (
    # Purchases and sums before there is work, on the person's own purse, from friends.
    DemandRule(
        "fee",
        (
            t.BUY,
            t.GATE,
            t.part(
                t.SUM,
                r"[套件张批台份个盒箱]|产品|卡|会员|课|车|样|货",
                signs="0123456789ckrwy¥一万个产件份会元千卡台圆块套张批样百盒箱课货车￥",
            ),
        ),
        NOT_PAID_FOR,
        22,
    ),
    DemandRule(
        "fee",
        (
            t.RECRUIT,
            t.MEMBERS,
            t.part(
                t.GATE.wordings, t.OWN_PURSE.wordings, signs="不业个主优先内再前即名后员完导就得必才方未本条没自要需须"
            ),
        ),
        NOT_PAID_FOR,
        24,
    ),
    DemandRule(
        "fee",
        (
            t.RECRUIT,
            t.part(
                r"转正(?:条件|要求|前|任务)|(?:转正|录用|入职|上岗|考核)C{0,4}[:：]|(?:才|方)(?:能|可以?)?(?:转正|录用|入职|上岗|发)|任务|指标|必须|须|先|少一个|免谈|门槛|未完成|没完成",
                signs="转录入上考才方任指必须先少免门未没",
            ),
        ),
        (*NOT_PAID_FOR, t.part("奖|红包|可以?(?:带|介绍|推荐)|欢迎|提成|返", signs="奖红可欢提返")),
        16,
    ),
    DemandRule(
        "fee",
        (t.BUY, t.SUMS, t.part(r"返本|退本|后返|返现|返还|返(?:给|你)|再返|退款给|全额返", signs="返退")),
        (*NOT_PAID_FOR, t.THEIRS, t.part("活动|优惠券|好评", signs="活优好")),
        22,
    ),
    DemandRule(
        "fee",
        (
            t.BUY,
            t.SUMS,
            t.part(
                r"(?:员工|每月|每人|店员|导购|主播)C{0,8}(?:要|得|须|必须|需)|任务|冲(?:销|业绩)|充业绩",
                signs="员每店导主任冲充",
            ),
        ),
        (*NOT_PAID_FOR, t.THEIRS, t.part("可以?|自愿|优惠|采购|面料|供应商|薪|底薪|奖", signs="可自优采面供薪底奖")),
        16,
    ),
    DemandRule(
        "fee",
        (
            t.part(r"门槛|入选|资格|先|才|入职|上岗|报到", signs="门入资先才上报"),
            t.part(
                r"(?<!面料)(?<!备)(?:囤|压|拿|进|订)C{0,3}(?:[一二两三四五六七八九十百\d]+)[件套箱批盒](?!起)",
                signs="囤压拿进订",
            ),
        ),
        (*NOT_PAID_FOR, t.THEIRS, t.part("客户|采购|供应商|仓|面料|订单|裁|做|缝", signs="客采供仓面订裁做缝")),
        10,
    ),
    DemandRule(
        "training",
        (
            t.COURSE,
            t.part(
                r"(?<![不没无免])(?<!不用)(?<!不会)(?:要|得|需|须)C{0,1}(?:交|给|出|付)?(?:钱|费)(?!心)",
                signs="要得需须",
            ),
        ),
        (*NOT_PAID_FOR, t.part("骗|举报|违法|是假|不要钱|学员|家长", signs="骗举违是不学家")),
        8,
    ),
    DemandRule(
        "penalty",
        (
            t.part(
                r"离职|辞职|辞工|解约|跳槽|提前走|走人|[想要中]C{0,2}走|跑了|不播|转投|停播|谁走",
                signs="离辞解跳提走不转停跑谁",
            ),
            t.part(r"(?:支付|倒?赔偿?|付给?|交(?!接)|退还|返还|偿还)", signs="支赔付交退返偿"),
            t.part(
                r"[一二两三四五六七八九十\d]+倍|[一二两三四五六七八九十百\d]+万|全部(?:薪|工资|提成|培训)|已发(?:的)?(?:薪|工资)|违约金|培训(?:费|成本)|介绍费|路费|谁赔|全部",
                signs="倍万全已违培介路谁",
            ),
        ),
        (
            t.NOT,
            t.part(
                r"(?<![向给付])公司(?:应|须|要|会|给|支付|赔|依法)|经济补偿|补偿金|n\+1|违法|加班|工资(?:一次)?(?:付清|结清)",
                signs="公经补n违加工",
            ),
        ),
        20,
    ),
    DemandRule(
        "fee",
        (
            t.part(r"(?:带|拉|自带|带来|手里有)C{0,8}(?:单子|订单|客源|客户|大客户)", signs="带拉手"),
            t.part(
                r"(?:不|没)(?:给|予)?(?:入职|录|要|转正|发)|没单|免谈|门槛|才(?:录|入职|转正|发)", signs="不没免门才"
            ),
        ),
        (*NOT_PAID_FOR, t.part("优先|提成|奖|经验|可以?", signs="优提奖经可")),
        14,
    ),
    DemandRule(
        "fee",
        (
            t.part(r"体检|办证|健康证|背调|工牌|工装|工服|门禁|培训|考证|建档|资料", signs="体办健背工门培考建资"),
            t.part(rf"费用?C{{0,3}}(?:{t.SUM})C{{0,3}}(?:自理|自费|自付|自担|自己出|个人)", signs="费"),
        ),
        (*NOT_PAID_FOR, t.THEIRS, t.part("报销|补贴", signs="报补")),
        14,
    ),
    DemandRule(
        "loan",
        (
            t.part(
                r"(?:办|申请|开|下)C{0,5}信用卡|信用卡C{0,6}(?:套|刷)|套现|(?:网贷|借呗|花呗|白条|微粒贷)C{0,6}(?:套|提|借)出",
                signs="信套网借花白微",
            ),
        ),
        (t.THEIRS, t.part("银行|推广|业务|客户|商户|收银|风控", signs="银推业客商收风")),
    ),
    DemandRule("fee", (t.TARGET, t.OWN_PURSE), NOT_PAID_FOR, 12),
    DemandRule(
        "fee",
        (
            t.RECRUIT,
            t.part(r"(?:充值|办卡|办C{0,3}卡|会员|入会)", signs="会充入办"),
            t.part(r"转正|录用|入职|上岗|任务|[不没]\S{0,3}[排录算]", signs="上不任入录没转"),
        ),
        NOT_PAID_FOR,
        24,
    ),
    DemandRule("fee", (t.HANDED, t.SUMS, t.GATE), NOT_PAID_FOR, 24),
    DemandRule(
        "fee",
        (
            t.part(
                rf"(?<![低高电气液血])[压押]C{{0,3}}(?:{MONEY}|\d{{2,5}}|[一二两三四五六七八九几][百千])", signs="压押"
            ),
            t.part(
                t.WORK_THINGS.wordings,
                t.BACK.wordings,
                signs="p不东伙储制厂原头宿对工平床弄手扫拿样电被设返还退钥门领餐饭",
            ),
        ),
        (*NOT_PAID_FOR, t.THEIRS),
        18,
    ),
    DemandRule(
        "fee",
        (t.WORK_THINGS, t.part(rf"{MONEY}|{t.SUM}", signs="0123456789ckrwy¥一万元千圆块百￥"), t.BACK),
        (*NOT_PAID_FOR, t.THEIRS, t.part("补贴|奖|发放?|提成|底薪|工资", signs="发奖工底提补")),
        18,
    ),
    DemandRule(
        "fee",
        (
            t.part(
                rf"{DEPOSIT}|[诚信岗忠]C{{0,4}}[基押]?金|{t.SUM}",
                signs="0123456789ckrwy¥一万上保信储元入千占圆块安定履岗忠抵押担留百稳订诚质违金预风￥",
            ),
            t.part(r"(?:入职|上岗|报到|新人|新来|每人|员工|站里|离店|离职|走的?时候)", signs="上入员报新每离站走"),
            t.BACK,
        ),
        (
            *NOT_PAID_FOR,
            t.THEIRS,
            t.part("补贴|奖|发放?|提成|[底月日时]薪|工资|返费|证|复印|面试", signs="发复奖工提薪补证返面"),
        ),
        20,
    ),
    DemandRule(
        "fee",
        (
            t.DEDUCTED,
            t.part(
                t.SUM,
                r"[套件箱盒]|工具|样品|被褥|床|车|课|学费|培训",
                signs="0123456789ckrwy¥一万件元千圆块培套学工床样百盒箱被课车￥",
            ),
        ),
        (
            *NOT_PAID_FOR,
            t.part(
                "社保|个税|公积金|五险|借支|预支|借款|水电|伙食|餐费|工会|依法|请假|缺勤|迟到",
                signs="个五伙依借公工水社缺请迟预餐",
            ),
        ),
        14,
    ),
    DemandRule(
        "fee",
        (
            t.INVEST,
            t.SUMS,
            t.part(r"先|退本|返本|保证|[才想]|满|入职|上岗|股东|分红|保本|回本", signs="上保先入分回想才满股返退"),
        ),
        (
            *NOT_PAID_FOR,
            t.THEIRS,
            t.part("客|加盟商|招商|投流|千川|项目投资|理财|年限|经验|预算", signs="加千客年投招理经项预"),
        ),
        20,
    ),
    DemandRule(
        "fee",
        (t.STAFF_PRICE, t.part(t.SUM, r"[套件箱盒次]", signs="0123456789ckrwy¥一万件元千圆块套次百盒箱￥"), t.MUST),
        (
            t.NOT,
            t.part(
                r"顾客|卖给|可以?|想|福利|享|优惠|员工餐|免费|随意|直播间|活动|促销|[满上]新|起拍",
                signs="享优促免卖可员想新活直福起随顾",
            ),
        ),
        16,
    ),
    DemandRule(
        "fee", (t.SOLD, t.SUMS), (*NOT_PAID_FOR, t.THEIRS, t.part("供应商|面料|批发|经销|代理", signs="代供批经面")), 14
    ),
    DemandRule(
        "fee",
        (t.FRONTED, t.RETURNS),
        (t.NOT, t.part("公司垫|反刷|打击|报销|风控|识别|备用金|客户", signs="公反备客打报识风")),
    ),
    DemandRule(
        "fee",
        (t.ACCESS, t.GIVES, t.SUMS),
        (
            *NOT_PAID_FOR,
            t.THEIRS,
            t.TRADE,
            t.part("[底月日时]薪|工资|奖|每单|一单|佣|单价|运费", signs="一佣单奖工每薪运"),
        ),
        14,
    ),
    DemandRule(
        "fee",
        (t.BOND, t.BOND_ASKED),
        (
            *NOT_PAID_FOR,
            t.THEIRS,
            t.part("奖|补贴|津贴|发放|供应商|甲方|工程|乙方公司|加盟|平台|店铺", signs="乙供加发奖工平店津甲补"),
        ),
        14,
    ),
    DemandRule(
        "fee",
        (t.BOND, t.SUMS),
        (
            *NOT_PAID_FOR,
            t.THEIRS,
            t.part("奖|补贴|津贴|发放|供应商|甲方|工程|加盟|平台|店铺|薪", signs="供加发奖工平店津甲薪补"),
        ),
        6,
    ),
    DemandRule("fee", (t.OWN_FIRM_GOODS,), (*NOT_PAID_FOR, t.part("可选|非必|欢迎", signs="可欢非"))),
    DemandRule(
        "fee",
        (t.ENLIST, t.part(r"每[个位名]|不到|不够|完不成|减半|[才先]|转正|录用", signs="不先减完录才每转")),
        (*NOT_PAID_FOR, t.part(r"奖励|提成\d|每(?:拉|发展)", signs="奖提每")),
        14,
    ),
    DemandRule(
        "fee",
        (t.BY_PERSON, t.FEE_OF, t.SUMS),
        (*NOT_PAID_FOR, t.THEIRS, t.part("水电|伙食|餐费|房租|社保(?!开户|代办)|车费", signs="伙房水社车餐")),
        12,
    ),
    DemandRule("fee", (t.PROOF, t.SUMS), (*NOT_PAID_FOR, t.part("会计|审计|注册|工商|出纳", signs="会出审工注")), 10),
    DemandRule("fee", (t.DOOR_FEE,), (*NOT_PAID_FOR, t.part("社保|五险|公积金", signs="五公社"))),
    DemandRule(
        "fee",
        (
            t.QUOTA,
            t.part(
                r"每[人月位周]|员工|店员|新人|须|自己出|罚|完不成|[一二两三四五六几\d]+[箱套件张瓶]",
                signs="件员套完店张新每瓶箱罚自须",
            ),
        ),
        (*NOT_PAID_FOR, t.part("经销商|代理商|包厢|卡座|低消|基金|股权", signs="代低包卡基经股")),
        12,
    ),
    DemandRule(
        "fee",
        (t.PREPAID, t.part(r"要办|必须|得先|须|才|要先|我们的卡", signs="得必我才要须")),
        (*NOT_PAID_FOR, t.THEIRS),
        14,
    ),
    DemandRule("training", (t.MAKE_UP_FEE,), NOT_PAID_FOR),
    DemandRule(
        "fee",
        (t.ANY_FEE, t.part(r"入职|上岗|报到|录用|面试|应聘|想上|加入|才能|交|缴", signs="上交入加应录想才报缴面")),
        (
            *NOT_PAID_FOR,
            t.THEIRS,
            t.TRADE,
            t.part(
                "补|每[天日]|餐|伙食|路费|车费|水电|课时|加班费|高温|房租|[底月]薪|工资|奖",
                signs="伙加奖工房每水薪补课路车餐高",
            ),
        ),
        14,
    ),
    DemandRule(
        "fee",
        (t.OWN_BUY, t.SUMS),
        (*NOT_PAID_FOR, t.THEIRS, t.part("想买|随意|公积金|社保|补贴|薪", signs="公想社薪补随")),
        10,
    ),
    DemandRule(
        "fee",
        (t.FIRST_A_BOND,),
        (*NOT_PAID_FOR, t.THEIRS, t.part("平台|商家|投标|承租|租|店铺|开店|入驻", signs="入商平店开承投租")),
    ),
    DemandRule(
        "fee",
        (t.THING_FEE,),
        (*NOT_PAID_FOR, t.THEIRS, t.part("供应商|店铺|平台|财务|核对|账户|对公", signs="供对平店核财账")),
    ),
    DemandRule(
        "fee",
        (
            t.PLEDGED,
            t.part(
                t.WORK_THINGS.wordings,
                t.BACK.wordings,
                signs="p不东伙储制厂原头宿对工平床弄手扫拿样电被设返还退钥门领餐饭",
            ),
        ),
        (*NOT_PAID_FOR, t.THEIRS, t.part("底薪|月入|保底|收入|薪|质量|交期", signs="交保底收月薪质")),
        10,
    ),
    # Courses that are paid, by the person, before or instead of work; and the loans for them.
    DemandRule(
        "training",
        (
            t.COURSE,
            t.COURSE_PAID,
            t.part(
                t.GATE.wordings, t.TO_WORK.wordings, signs="不业优先再前包匹即名后学安完就得必才推方未条毕没结要需须"
            ),
        ),
        (*NOT_PAID_FOR, t.part("[底月日时]薪|工资", signs="工薪")),
        20,
    ),
    DemandRule(
        "training",
        (t.TAUGHT, t.part(t.SUM, signs="0123456789ckrwy¥一万元千圆块百￥"), t.TUITION),
        (*NOT_PAID_FOR, t.part("[月日底时]薪|工资|补贴|每[天日月]|提成|奖|包[吃住食]", signs="包奖工提每薪补")),
        18,
    ),
    DemandRule(
        "loan",
        (
            t.LOAN,
            t.part(
                t.COURSE.wordings,
                r"上岗|入职|就业|录用|工作|项目组|面试|转岗|签约|学|新人|技能|(?:打造|孵化|包装|形象|技术|实操|资料|定妆|推广)C{0,3}费",
                signs="新技费上入合培学实就工带录拜教班签经考营认训证课跟转进里面项",
            ),
        ),
        (
            *NOT_PAID_FOR,
            t.part(
                "房贷|车贷|贷款(?:经理|专员|业务|公司)|信贷|银行|催收|金融产品|项目分期|学员|买房|购车",
                signs="买信催学房购贷车金银项",
            ),
        ),
        20,
    ),
)
