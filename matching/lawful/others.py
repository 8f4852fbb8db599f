"""Which traits are not of applicants? Those of the firm's name, its customers, colleagues, the law, a place, goods.

Masked after the lawful readings, clause by clause. A clause that turns somebody away or asks for somebody is never masked,
however it begins: it means the applicant.
"""

import re
from functools import lru_cache
from itertools import pairwise

from matching.lawful.choosing import ONLY, OUT, spans_of
from matching.lawful.guard import compiled
from matching.lawful.people import NATION, REGION
from matching.lawful.refusals import REFUSES
from matching.lawful.words import YEARS, G

PART = compiled(r"[^，,。;；!！?？\n]+")
HIRES = r"(?:(?:现|长期|诚|急|新|常年|另|想|再|高薪|正在)*(?:招聘?(?!呼)|聘请?|诚聘|招募))"
PLACE = (
    r"(?:店|厂|公司|企业|集团|机构|中心|所|院|馆|行(?!政)|部|校|学校|中学|小学|幼儿园|班|专柜|柜台?|摊位?|档口|工作室|平台|项目|小程序|直播间|专线|生产线|线上|"
    r"基地|州|县|市|镇|村|园|民宿|客栈|景区|食堂|街|路|站|品牌|代理|门诊|超市|酒楼|旅行社|剧团|社|协会|联合会|残联|基金会|俱乐部|农庄|市场|商城|作坊|铺子|小店|厨房|编辑部|社区|工坊|代理商|经销商|供应商|服务站|酒家|饭庄|律所|律师(?:团队|所)|事务所|热线|栏目|节目|网|铺)"
)
EMPLOYER = compiled(rf"^[^，,。;；]{{2,40}}?{PLACE}{HIRES}(?!(?:的|[男女]))")
SERVES = compiled(
    r"^(?:(?:客服|导购|店员|主播|助播|运营|前台|销售|跟单|售后|本?岗位?|我们|店里)(?=主要|平时|日常|每天|负责|要|需|常))?(?:主要|负责|工作是|工作内容[:：]?|平时|日常|每天|常|要|需要?|能|会|并|协助|专门|专|上门|长期|[^，,。:：、]{1,6}[:：、])?(?:主要|负责|协助|专门|上门|能|会|要|需要?)*"
    r"(?:服务|接待|面向|对接|照顾|照护|护理|陪护|陪伴|看护|教|辅导|帮助|帮扶|救助|慰问|回访|关爱|采访|拍摄|讲解|给|为|替|帮|配送|配餐|做给|卖给|宣传|普及|研究|调查|救治|治疗|筛查|翻译|倾听|安慰|接诊|导诊|随访|登记|统计|核实|办理|介绍|推荐|策划|举办|组织|带着?(?![男女]徒|货|教|班|队|薪))"
    r"(?!过|.{0,4}(?:娃|伢|孩子|小孩|崽)|(?:我|你|您|他|她|老板|店里|公司|孩子|娃|伢|小孩))"
)
DID = compiled(
    r"(?:做|带|干|服务|护理|教|运营|操盘|管|跑|拍|画|写|讲|主持|参与|策划|接触|接待|从事|经营|组织|照护|辅导|代理|编导|开发|研究|翻译|修)过(?!乙肝|病|手术|大手术|支架|化疗|孩子|娃|小孩|月子|牢|病|流产|试管|几年家|妈|爸)"
    r"|有[^，,。]{2,24}(?:机构|医院|学校|门店|中心|项目|行业|公司|单位|店|院|所)[^，,。]{0,6}(?:经验|经历|背景|资历)|有[^，,。]{2,24}(?:护理|服务|教学|管理|运营|销售|康复|照护|社工|项目|辅导|咨询|接待|设计|开发|投放|研究|翻译|导诊|机构|医院|学校|行业|工作|从业|科|申报|带团|策划|拍摄)(?:类|的)?(?:经验|经历|背景|资历)"
)
SERVED = compiled(
    r"^(?:[^，,。的]{0,6}|[^，,。的]{0,10}(?:来|进店|到店|光顾|服务|接待)的)(?:客户|客商|老客|外商|批发商|经销商|代理商|顾客|客人|用户|学员|学生|患者|病人|会员|居民|住客|业主|家长|粉丝|观众|读者|租客|房客|邻居|来访者|游客|受众|买家|乘客|产妇|服务对象|消费者|嘉宾|住户(?!口)|老年人|长者们?|老人们|孩子们|小朋友们|妈妈们)(?!(?:不|最|都|更)?(?:喜欢|爱|要|想|嫌|看|讲究|挑|介意|接受))"
)
SPREAD = compiled(
    r"^(?:我们|厂里|店里|车间)?(?:的)?(?:工人|员工|职工|工友|师傅们?|同事们?)(?:大多|多半|大部分|多数|一半|基本)(?:是|都是|来自)[^，,。招要限]{1,10}$|^也有[^，,。招要限]{1,10}来的$|(?:现在|如今|现任|已经?)(?:是|当|做|升|任)(?:了|上|到)?[^，,。招]{0,6}(?:组长|店长|主管|厂长|经理|骨干|师傅)|(?:的多|居多|占多数|占大多数|都有|参半|各半)$"
)
TEAM = compiled(
    r"(?:入职|在职|现有|总共|一共|团队|目前|在岗|部门|车间|全店|员工)[^，,。招缺要]{0,6}[\d一二三四五六七八九十]+ *[人名个位]|\d+ *[人名个位](?:的团队|在职|在岗)"
)
PART_OF_TEAM = compiled(
    r"^(?:其中|里面|有)?(?:[男女](?:性|生|士|工|的|员工|同事)?[^，,。招限]{0,3}[\d一二三四五六七八九十]+多?(?: *[人名个位])?[、和]?|[\d一二三四五六七八九十]+ *[个名位]?(?:是|为)?(?:[5-9][05]|0[05])后[、和]?)+$"
)
NEVER_ASKED = compiled(
    r"^(?:评分|打分|录用|我们|选人|面试)?只看(?:作品|手艺|本事|能力|技术|成绩|数据|活)[^，,。]{0,4}$|^(?:请|可以?|马上|立刻|欢迎|随时|直接|都)*(?:跟|向|找|打)?[^，,。]{0,6}(?:投诉|举报|反映)(?:我|他|她)?$|^(?:hr|人事|老板|我们|官方)?(?:统一)?(?:回复|回答|答)[:：]?(?:完全|一概|统统)?(?:不(?:看|问|管|影响|限)|没关系|无所谓)[^，,。]{0,4}$|^也?不(?:用|必|需要?)(?:填|写|说)(?:了)?$|^都是我们要(?:找)?的人?$|^[^，,。]{0,6}(?:不许|不准|不得|别|禁止|不能|不要)(?:问|打听|提|查|聊)$|^(?:面试|我们|公司|厂里|店里|这里|本店|hr|招人|上班)*(?:时|的时候)?(?:一概|一律|都|从来|绝|坚决|压根|统统|全)*不(?:问|聊|谈|提|打听|管|查|涉及|关心|收集|登记|打探)(?:这些|这个|的)?$|^(?:都|均|并|也|一样)*不(?:会)?影响[^，,。]*$|一(?:个|把|样的?)(?:标准|尺子|流程)|当宝|(?:表|简历|档案)[^，,。]{0,4}没(?:有)?这(?:些|个|一)?栏|^只要[^，,。]{2,16}(?:就|都|老板|我们|$)|(?:跟|和|与)[^，,。]{0,8}(?:没关系|无关|不相干|没影响|不搭界)$|^(?:来了|进门|上班|我们这?)?[^，,。]{0,4}都(?:是)?一样(?:的|排班|对待|计件|干活|算|拿钱)?$"
)
GIVEN = compiled(
    r"^(?:公司|店里|厂里|工会|我们|单位|老板|食堂|财务|行政|组里|人事|组长)[^，,。]{0,4}(?:帮|送|给|出|报销|补|另|安排|陪|提供|发|照|留|会)|^[^，,。]{0,8}(?:再|另|多|还|额外)(?:给|补|送|发|放|加)"
)
FOR_THEM = compiled(
    r"的(?:客户|顾客|客人|用户|学员|学生|患者|病人|会员|家长|老人|游客|粉丝|宝妈|孕妈|产妇)(?:们)?$|(?:跟|和|与|对|面对|接待|服务)(?!我们|老板|公司)[^，,。招要限]{1,10}(?:客户|顾客|客人|粉丝|家长|妈妈)(?:们)?(?:聊|打交道|沟通|讲|说|耐心|有耐心|介绍|推荐|解释)"
)
COLLEAGUES = compiled(
    r"^(?:原来|之前|以前|上一?个?)(?:的)?那个?[^，,。招要]{1,8}(?:回去|回家|走了|辞了|退了|去)|^甲方[^，,。]{0,6}是|^(?:往届|上届|前任|以前的|原来的|上一任)[^，,。]{1,12}|^(?:我们)?(?:老板娘?|店长|组长|厂长|创始人|设计总监|总监|掌柜)(?!助理|[一二两几\d]+ *[名个位]|一枚|岗)[^，,。:：\d□]{1,8}$|^(?:我们|咱们?|本|这边|目前|现在|今年|去年|上个?(?:月|季度)|隔壁|[^，,。]{0,4}的)*"
    r"(?:同事|工友|搭档|室友|组长|老板(?:娘)?|店长|带教(?:师傅)?|班长|厂长|掌柜|合伙人|创始人|[财行业客主][一-龥]{1,2}[大小]?[姐哥]|(?:合作|签约|拍摄)?(?:达人|博主|模特|摄影师|房东|客户|老师傅|代言人)(?=[^，,。]{0,3}是)|老(?:会计|师傅|厨师|裁缝|板师|版师|主管)(?=信|吃|爱)|主播(?=阿|小)|我们(?:主播|会计|经理|主管|师傅|领班|主任|队长|带班|总监)|我(?!们|司|公司|店|厂|要|想招|不|就|只|招)|[^，,。招要]{0,3}(?:小|老|阿)[赵钱孙李周吴郑王冯陈沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳唐罗薛贺汤易黄田胡程邓高林郭刘蔡余杜夏万龚熊](?!人)|组|车间|团队|店里|厂里|公司|部门|班组|队里|宿舍|办公室)[^，,。]{0,12}?(?:[5-9五六七八九0零][05零五]后|是|有|刚|比|怀|腿|手|\d+岁|姓|叫|人称|信|自己|带|都|今年|去年|上(?:个)?(?:月|季)|属|生了|来自|占|\d+[人个名位]|[一二两三四五六七八九十]+[个名位]|平均|最[大小]|休|嫁|娶|爱|吃|家里?|身高|戴|坐|用|女|男|干了|退)"
)
WISHES = compiled(
    r"要(?!好)|想|嫌|说|讲究|看|信(?!佛|教|主|道|息|用|任)|忌讳|介意|喜欢|觉得|怕|让|希望|招(?!呼|牌)|找|聘|请(?!大家|客|假|吃)|缺|限|只|须|需|优先|不|别|莫|勿|免|必|定"
)
STAFF = r"(?:同事|员工|职工|工友|师傅|伙伴|兄弟姐妹|学徒|家属|爱人|姐妹)"
GIVES = r"(?:(?:依法|工资不降|待遇不变|调(?:去|到)|可以?|也|都|一样|照样|每[天月年]|另外?|单独|统一|还|就|请|先|会)*(?:可以?|有|给|发|送|享|放|不排|不安排|不上|晚|早|换|多|提前|跟|说一声|先|免费|宿舍|补|休|照|吃|用|走|过|报|打|来去|住|坐|调|领|开会|上下班|聚|生|的饭|的灶))"
WELFARE = compiled(
    rf"(?:职工|员工|同事)(?:产检|孕检|哺乳|例假|痛经|生理期|孕期|产假|坐月子){G}*|^(?:生日|本命年|结婚|满月|入职(?!报告|体检|登记|材料|[表要须需前时])|过年|中秋|端午|国庆|妇女节|六一|重阳)[^，,。]{{0,6}}(?:送|发|给|有|请)|(?:成了?家|带(?:孩子|娃|伢)|有(?:孩子|娃|伢)|怀孕|孕期|哺乳期?|生病|住得远|外地|单身|已婚)的?(?:姐妹|妈妈们?|同学|人)?(?:可以?|能)(?:只?上[白早晚]班|只?排[白早]班|申请|领|选|换|调|晚|早|休|请假|带|坐|不上|住)|[^，,。]{{1,10}}(?:的|者)(?:可以|都)?(?:给?配|给发|送|提供|帮|扶)(?!不|合)|[男女](?:员工|职工|同事)(?:们)?{G}{{0,6}}?{GIVES}|生[二三](?:孩|胎|宝)[^，,。罚扣]{{0,6}}(?:的(?!要?[罚扣自])|给|奖|补|有)|(?:残疾|残障|听障|视障|聋哑|肢残|[一-龥]{{1,3}}族|回民|少数民族|信教|信佛|吃素|吃斋|怀孕|孕期|生(?:了|完|过)?(?:小孩|孩子|娃|宝宝|[一二三]胎)|添了?(?:丁|宝宝?|娃)|怀了(?:孕|娃|孩子|宝宝)?|哺乳期?|备孕|有娃|有孩子|带娃|生病|单身|已婚|离异|单亲|确诊[^，,。]{{1,10}}|患病[^，,。的]{{0,4}}|外地|外省|大龄|高龄|年纪(?:大|偏大)|上了年纪|\d\d{YEARS}以上)[^，,。的招限]{{0,4}}的?(?:男|女|老)?{STAFF}(?:们)?(?:{G}{{0,4}}?{GIVES}|(?:有|共)?[一二两三四五六七八九十\d]+[位名个])"
    rf"|(?:{STAFF}|哪位|谁){G}{{0,8}}(?:怀孕|怀了|生孩子|生娃|生宝宝|生小孩|结婚|生病|生大病|离婚|丧亲|变故|失恋|添丁|残疾|住院){G}{{0,6}}"
    rf"|(?:食堂|宿舍|厂里|店里|公司|车间|工位){G}{{0,6}}(?:清真|无障碍|字幕|手语|母婴|坡道|盲道){G}*"
)
LAW = compiled(
    r"依法|(?:治愈|痊愈)后?(?:可|能|再|返|上岗|复)|返岗|以[^，,。]{2,12}(?:规定|要求|标准|条例)为准|公安机关|职业病|依《|按《|根据《|违法|犯法|属歧视|是歧视|算歧视|构成歧视|不合法|条例|(?:劳动|就业促进|妇女|残疾人|食品安全|未成年人)[^，,。]{0,4}法|按[^，,。]{0,6}(?:规定|规程|条例|法律)|按国家|国家规定|法定|法律(?:规定|禁止)|童工|不满16|未满16|监护人|有碍食品安全|调离|禁忌(?:劳动|岗位|从事|作业)"
)
SHUTS_BY_HAND = compiled(
    r"(?:不予|不(?:予)?(?:录用?|招(?!童)|聘|收|要|考虑)|[勿莫别](?:来|投)|免谈|淘汰|优先)(?!.{0,8}(?:违法|歧视|犯法))"
)
MINORS = compiled(r"16|18|未成年|童工|小孩子")
FORBIDS = compiled(
    r"(?<=□)[、和或及](?:怀孕|结婚|生育|产假|哺乳|年龄|性别|民族|信仰|户籍)[^，,。;；]{0,16}|(?:绝|决|从|并)?不(?:得|会|能|应|可|许)?(?:因为?|以)(?!后|上|下|内|及)[^，,。;；]{1,24}|(?:不得|不能|不准|不许|不可|别(?!家|处|的|厂|店|人)|禁止|严禁|不要|勿|不会|不该|不应|从不|绝不|决不|莫)(?:再|去|以|因|拿|用|在|把)*[^，,。]{0,8}?(?:写(?!字)|出现|问(?!题)|打听|提(?!前|供|交|升|成|高)|登(?!记)|发布|贴|作为|当|为由|歧视|区别|卡|查(?:看|问)?(?:婚|孕|户|民族|信仰))(?:(?![,，](?:但|可(?!以)|不过|还是|面试|我们|所以|那就|反正|只是))[^。;；])*"
    r"|(?:以|因|拿)[^，,。]{1,16}(?:为由|作(?:为)?(?:理由|条件)|说事)[^，,。]*(?:，|,)?[^，,。]{0,8}(?:违法|犯法|歧视|不行|不允许|不可以|要改|不对|处罚|通报|罚|扣|批评)[^。]*|(?:凡写|写明|写上|写着|写了|写有|出现|带有|含有)[^，,。]{0,30}(?:删|改|撤|下架|违法|举报|退回)[^。]*|(?:等|这些|这类)?(?:都|均|也)?(?:属|是|构成|算)(?:就业)?歧视[^。]*"
)
EQUAL = compiled(
    r"[不没](?:关|干)(?:我们|公司|厂里|老板)?的?(?:什么)?事|没(?:有)?[^，,。]{1,8}这一?(?:项|条|栏|说)|和(?:大家|别人|其他人|所有人|普通人)一样|(?:流程|标准|待遇|工资|机会|薪资|条件|单价)(?:都|也|完全)?(?:一样|相同|同等|不变|一致)|有(?:娃|孩子|对象|房|车)没(?:有)?(?:娃|孩子|对象|房|车)|单身已婚|已婚未婚|本地外地|信什么|属什么|哪里人|哪个族|什么(?:民族|学历|地方|年纪)(?!的?(?:才|最|比))|(?:不(?:管|论|分|看|挑|限|问|讲究|计较|在乎|在意|介意)|无论|任凭)(?!.{0,12}(?:都不|一律不|均不|优先))"
    r"|(?:没(?:有)?(?:关系|问题|所谓|影响|要求)|不(?:要紧|碍事|打紧|影响|重要|成问题|是问题|是事|耽误事)|无所谓|无妨|(?:(?<!没)也|照样|一样|同样|都|全|均|皆)(?:能(?:来|干|做|行|投|上岗|报|胜任)|可(?:以|来|投|应聘)?|行|欢迎|收|请(?!勿|不|别)|是(?:师傅|同事|一家人|自己人|好同事)|一样|不差|算数)|(?:照样|一样)(?:好|拿)|(?:也|照样|一样|同样)(?:要|用|招|聘)(?=$|[,，。])|□、?信不信教?$|不论|没事(?!的))(?!{})".replace(
        "{}", r".{0,4}(?:但|不过|就是|只是)"
    )
)
ENDS_IN_PERSON = compiled(
    r"(?<!多是)(?<!年轻)(?<!都是)(?:喜欢|想要|要|偏爱|选)[^，,。]{0,4}的[^，,。]{0,4}(?:女生|男生|姑娘|小伙|妹子|帅哥|美女)$"
)
OR_NOT = compiled(r"([一-龥]{1,2})[没不]\1")  # married or not
EITHER = compiled(
    r"有没有|没[一-龥]|不|未|哪|什么|几|、|的$|者$|与否|多大|多高|胖瘦|高矮|结婚|怀孕"
)  # one way or the other
TELLS = compiled(
    r"^[^，,。]{1,3}族$|^属.的$|人称|现任|是|有|在|带|给|会|天天|常|爱|知道|晓得|去|来|还|做|年的|脾气|没架子|从不|请"
)
LABEL = compiled(
    r"以[下内]|(?<!岁)以上|之[内下]|封顶|为限|限|\d *[-~至到—]+ *\d|^[男女](?:性|生|士|工|孩)?[一-龥]{0,2}$|^(?:形象|气质|五官|身高|年龄|户口|户籍|已婚|未婚|颜值)"
)  # a line of the advert itself
SPEAKS = compiled(
    r"(?:会|懂|能)(?:说|讲|听)?(?:闽南|粤|广东|客家|潮汕|温州|上海|藏|维吾尔|蒙古?|彝|壮|哈萨克|朝鲜|傣|苗|侗)(?:话|语)的?"
)
IF_SO = compiled(r"[^，,。]{0,4}(?:的话|的就|就)")  # and then somebody is turned away
BUT = ("但", "不过", "可是", "可老板", "可惜", "只是", "就是", "然而", "奈何", "却")
GROUP_ENDS = ("的", "职工", "员工", "劳动者")
LIMITED = compiled(r"以[下内上前后]|\d\s*[-~至到—]+\s*\d|之[内下]|封顶|为限|最大|限")
NOUNS = r"(?:店|厂|公司|柜|摊|产品|□|验配|辅具|器具|电商|类目|眼影|化妆|护理|手册|指南|节目|主题|题材|剧|电影|纪录片|故事|课题|杂志|鞋|裤|装|衣|裙|服(?!务|从|气|不|装?店员)|枕|床|椅|牌|玩具|奶粉|月饼|糖|(?<!吃)(?<!服)(?<!用)药(?!物)|试剂|疫苗|秤|仪|(?<!助听)器(?!具证)|贴|膏|霜|液|吊坠|银饰|金饰|饰品|首饰|项链|手链|手串|黄金|文创|用品|食品|牛肉|羊肉|餐(?!厅站)|蛋糕|面馆|拉面|火锅|专科|科室?(?!普)|研究|公益|防治|康复|宣教|宣传|讲座|社工|热线|检测(?:试剂|公司|机构|中心|站|所)|门诊|诊所|护肤|彩妆|美妆|香薰|周边|手账|插画|占卜|测算|运势|图书|绘本|课程|教材|展|吊脚楼|民俗|风情|节庆|楼盘|小区|试管架|口罩|围巾|帽饰|工艺品|小程序|号|app|款|系列|图案|t恤|印花|卫衣|袜|帽|配件|轮胎|坐垫)"
GOODS_BY_TRAIT = compiled(
    rf"(?:轮椅|助听器|假肢|义肢|义眼|拐杖|助行器|验孕棒?|排卵|血型|血糖|血压|乙肝|艾滋|白癜风|银屑病|糖尿病|高血压|近视|色盲|假发|祛痘|祛斑|痘痘|防晒|身高体重|体重|身高|生肖|属相|本命年|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|星座|清真|念珠|佛珠|十字架|佛像|残疾人?|残障|听障|盲人|老年人?|老人|孕妇|孕产|母婴|婚庆|婚礼|单身|离异|相亲|亲子|少数民族|民族|{NATION})"
    rf"(?:[、和及/](?!本店|我|老板|你)[一-龥]{{1,6}}){{0,3}}(?!的(?:不|勿|莫|优)|不|勿|莫|优先)[^，,。;；□与跟本我您你不一]{{0,6}}?{NOUNS}"
)
PLACES = compiled(
    rf"(?:{REGION}|[一-龥]{{2}})人(?:开|做|办)?的[一-龥]{{0,3}}(?:厂|店|公司|铺|档口|餐馆|超市)|[男女](?:士|性|职工|员工|同事|工)?(?=□{{3}})|(?:{NATION}|[回苗土侗壮彝藏瑶满蒙][一-龥]?族)+(?:、?{NATION})*(?:□+|自治)?(?:□|州|县|区|旗|乡|镇|村|寨|聚居|地区|吊脚|民俗|风情|山歌|美食|特产|刺绣|银|文化|非遗|旅游|游客|学生|客户|村民|群众|小学|中学|学校)"
)


RUMOUR = compiled(
    r"(?:删|改|去|拿|撤|抹)(?:掉|除|下|了)?[^。;；]{0,40}(?:字样|字眼|措辞|表述|说法|词句)|(?:字样|字眼|措辞|表述|说法|词句)[^。;；]{0,12}(?:删|改|违|撤|不得)|(?:求职者|就业|大龄|残疾人|妇女)(?:援助)?(?:专场|招聘会|援助)|谣传|谣言|误传|是误会|没这回事|没有的事|不是真的|(?<!也)别信|辟谣|老黄历|早就不|以前的规矩|作废的"
)
QUOTED = compiled(r"(?<=□)[\"“”「」]*(?:[\"“「][^\"”」。]{1,16}[\"”」][、,，和及]?)+")
AGED_LAW = compiled(r"[^，,。□]{1,14}(?=(?:的)?□{8})(?<=怀孕|孕期|哺乳|孕和|上的)")


BUYERS = compiled(
    r"(?:客户|顾客|客人|粉丝|观众|订单|客商)[^，,。]{0,4}(?:多|为主|居多|占)|(?:对接|面向|服务)[^，,。]{0,6}(?:客户|市场)"
)
PICTURES = compiled(
    r"(?:构图|画面|图片?|版面|灯光|店面|柜台|色彩|光线|成片|衣服|款式|陈列|橱窗|字体?|封面|主图|详情|背景|走线|做工|包装|摆盘)[^，,。]{0,4}(?:好看|漂亮|精致|美观|亮眼|吸睛|靓丽)"
)


ASKS = compiled(r"(?:谁|有人|哪个|同学|组长|主管|面试官|领导|他们?)[^，,。]{0,6}(?:问|打听|查|提到|要求|说)")
COMPLAINS = compiled(r"(?:请|可以?|马上|立刻|欢迎|随时|直接|都)*(?:跟|向|找|打)?[^，,。]{0,6}(?:投诉|举报|反映)")
# Whoever is spoken to by a word of respect; what follows is about the work.
CALLED = compiled(
    r"^ *(?:姑娘|小伙子?|大姐|阿姨|大叔|老乡|妹子|兄弟|帅哥|美女|小妹|大哥|叔|姐|哥|姐妹们?)(?=[,，!！].{0,24}[你您])"
)


def without_others(left: str) -> str:
    """Return a sentence of the same length with the traits of others masked."""
    left = CALLED.sub(lambda found: "□" * len(found.group()), left)
    for pattern in (GOODS_BY_TRAIT, PLACES, PICTURES):
        left = pattern.sub(lambda found: "□" * len(found.group()) if _is_free(found.group()) else found.group(), left)
    if RUMOUR.search(left):
        return "□" * len(left)
    for first, last in _of_others(left):
        left = left[:first] + "□" * (last - first) + left[last:]
    for pattern in (FORBIDS, AGED_LAW, QUOTED):
        left = pattern.sub(_blot_rule, left)
    return left


def _of_others(left: str) -> list[tuple[int, int]]:
    """Return the spans of a sentence that are about others, clause by clause."""
    chosen = [*spans_of(OUT, left), *spans_of(ONLY, left)]
    is_open = not chosen and REFUSES.search(left) is None
    parts = [(part.start(), part.end(), part.group()) for part in PART.finditer(left)]
    free = [all(last <= start or end <= first for first, last in chosen) for start, end, _clause in parts]
    clauses = [clause for _start, _end, clause in parts]
    blots = _of_reports(parts)
    is_ours = False
    for at, (start, end, clause) in enumerate(parts):
        is_ours = is_open and _is_of_ours(clause, is_ours=is_ours)
        if is_ours or (free[at] and _is_by_its_neighbours(left, clauses, at, is_next_free=all(free[at + 1 : at + 2]))):
            blots.append((start, end))
            continue
        is_taken_back = any(
            following.startswith(BUT) or (not is_free and IF_SO.match(following))
            for following, is_free in zip(clauses[at + 1 : at + 2], free[at + 1 : at + 2], strict=True)
        ) or (FOR_THEM.search(clause) is not None and not all(free[at + 1 : at + 3]))
        first, last = (0, 0) if is_taken_back else _meant_otherwise(clause, is_first=at == 0, is_free=free[at])
        speaks = SPEAKS.search(clause)
        if speaks and (
            any(said.startswith("□□□") or SERVES.match(said) or SERVED.match(said) for said in clauses[:at])
            or any(BUYERS.search(said) for said in clauses[at + 1 :])
        ):
            first, last = speaks.span()  # a language for those one serves is a skill
        if last > first:
            blots.append((start + first, start + last))
            if at and free[at - 1] and clauses[at - 1].endswith(GROUP_ENDS) and LAW.search(clause):
                blots.append(parts[at - 1][:2])
    return blots


def _of_reports(parts: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Return clauses that report a question, if the next one answers with no or with where to complain."""
    told = pairwise(parts)
    return [
        (start, end)
        for (start, end, clause), (_first, _last, following) in told
        if ASKS.search(clause) and (COMPLAINS.match(following) or _is_never_asked(following))
    ]


def _is_of_ours(clause: str, *, is_ours: bool) -> bool:
    """Tell whether a clause is about colleagues; a clause without a subject keeps the one before."""
    if WISHES.search(clause) or LABEL.search(clause):
        return False
    return COLLEAGUES.match(clause) is not None or (is_ours and TELLS.search(clause) is not None)


def _is_by_its_neighbours(left: str, clauses: list[str], at: int, *, is_next_free: bool) -> bool:
    """Tell whether neighbouring clauses make one harmless: it does not matter, a benefit is given, a team is counted."""
    clause = clauses[at]
    if PART_OF_TEAM.match(clause) and TEAM.search(left):
        return True
    if is_next_free and clause.endswith("的") and any(GIVEN.match(following) for following in clauses[at + 1 : at + 2]):
        return True
    if OR_NOT.search(clause) and any("□□□" in said for said in clauses[at + 1 :]):
        return True
    is_indifferent = EITHER.search(clause) is not None and LABEL.search(clause) is None
    return is_indifferent and any(_is_never_asked(said) for said in clauses)


def _meant_otherwise(clause: str, *, is_first: bool, is_free: bool) -> tuple[int, int]:
    """Return the piece of a clause that is about somebody or something else."""
    whole, nothing = (0, len(clause)), (0, 0)
    if LAW.search(clause) and (MINORS.search(clause) or not SHUTS_BY_HAND.search(clause)):
        return whole
    if is_first and (named := EMPLOYER.match(clause)) and _is_free(named.group()):
        return named.span()
    if (did := DID.search(clause)) and (is_free or OUT.search(clause) is None):
        return did.start(), len(clause)
    if not is_free:
        return nothing
    is_equal = EQUAL.search(clause) is not None and LIMITED.search(clause) is None
    is_served = (SERVED.match(clause) or FOR_THEM.search(clause)) and ENDS_IN_PERSON.search(clause) is None
    is_other = (
        is_equal or is_served or (SERVES.match(clause) and not clause.endswith(GROUP_ENDS)) or WELFARE.search(clause)
    )
    return whole if is_other or SPREAD.search(clause) else nothing


@lru_cache(maxsize=512)
def _is_never_asked(clause: str) -> bool:
    """Tell whether a clause says that the named trait is required of nobody."""
    return NEVER_ASKED.search(clause) is not None


def _is_free(words: str) -> bool:
    """Tell whether words neither turn anybody away nor select anybody."""
    return OUT.search(words) is None and ONLY.search(words) is None


def _blot_rule(found: re.Match[str]) -> str:
    """Mask a rule about the wording itself, unless it excludes somebody in practice."""
    return found.group() if SHUTS_BY_HAND.search(found.group()) else "□" * len(found.group())
