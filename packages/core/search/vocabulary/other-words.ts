import { concepts } from './concept.js'

/**
 * Words that hold the characters of a concept and mean something else: 马路 is no horse. They are read over as wholes. The
 * id says no more than that.
 */
export const otherWords = concepts(`
- | red cross, red carpet, white house, white paper, greenhouse, green light, goldsmith | 红十字, 网红, 红烧, 红楼梦, 红军, 红豆, 红枣, 走红, 分红, 红利, 红牛, 红外线, 红海, 红河, 红旗渠, 红木
- | sea level, sunday, star wars, starbucks, moonwalk, horse power, horseradish, horse chestnut | 黄河, 黄山, 黄浦, 黄金, 黄石, 黄鹤楼, 黄龙, 黄油, 黄岩, 黄梅, 黄冈, 黄页, 黄历, 蛋黄, 黄豆, 黄酒, 黄金周
- | cat scan, catwalk, catfish, dogma, dog tag, hotdog, dog-eared | 白宫, 明白, 空白, 白领, 李白, 告白, 坦白, 白糖, 白痴, 长白山, 白银, 蛋白, 表白, 白洋淀, 白族, 白俄罗斯
- | fish eye, pig iron, bull's eye, bear in mind | 黑龙江, 黑客, 黑河, 黑山, 黑莓, 黑洞
- | flower street, grass roots | 紫禁城, 紫砂, 紫砂壶, 紫菜, 紫外线, 紫金山, 紫荆
- | tree house, family tree, rain check, ice age | 绿豆, 绿洲, 绿化, 绿灯, 绿城, 蓝牙, 蓝图, 灰尘, 烟灰, 骨灰, 灰姑娘
- | rock music, rock band, rock and roll, rock'n'roll, pop star, rock star, movie star, film star | 人民, 人工, 人参, 人生, 人才, 人气, 个人, 本人, 人间, 人员, 人口, 人文, 人体, 人事, 人均, 人力, 人为, 人家, 成人, 客人, 主人, 人民路, 人民广场, 别人, 他人, 私人, 诗人, 商人, 名人, 军人证, 令人, 人数, 人造, 人工湖, 人字, 惊人, 仙人, 人参果, 土人, 当事人, 收款人, 付款人, 联系人, 负责人, 法人
- | foot note, footpath, foot of the | 马上, 马虎, 马德里, 马来西亚, 马尔代夫, 马云, 罗马, 奥巴马, 巴拿马, 马赛克, 马赛, 马克思, 马达, 马甲线, 木马, 人马, 司马, 马里, 马耳他, 马鞍山, 马桶盖, 马卡龙, 马戏团, 马戏, 亚马逊, 喜马拉雅, 喜马拉雅山, 马祖, 宝马, 马自达, 悍马, 马铃薯泥, 马六甲, 萨马, 马术赛
- | leaf through, turn over a new leaf | 牛津, 牛油果, 牛顿, 牛皮, 吹牛, 牛油, 牛轧糖, 牛角, 天牛
- | chicken pox, egg on, egg timer | 鸡毛, 田鸡, 鸡西, 宝鸡
- | cup final, world cup, board of directors, bus pass | 狗尾草, 海狗, 天狗, 猫王, 猫眼, 天猫, 猫耳朵
- | key board, key west, key note | 羊城, 羊角, 羊水, 虎门, 虎牙, 虎丘, 虎跳峡
- | web site, world wide web, net worth | 鱼香, 鱼香肉丝, 木鱼, 鱼尾纹, 鱼尾裙, 鳄鱼皮, 鱼腥草, 美人鱼, 鱼缸造景, 象征, 现象, 印象, 对象, 气象, 形象, 大象山, 抽象, 象牙, 象限, 想象, 景象, 迹象, 万象
- | fire wall, firewall, fireman sam, fire alarm, fire exit, fire extinguisher | 青花, 青花瓷, 花费, 花钱, 花样, 花纹, 花都, 花园路, 火花, 花脸, 花旗, 花呗, 花木兰, 雪花啤酒, 花絮, 花名册, 花洒, 天花板, 天花, 棉花, 花莲, 泪花, 眼花, 葱花, 油花, 爆花, 花露水, 花边, 花椒, 五花, 窗花, 花甲, 花胶, 豆花, 脑花
- | light house keeper, light year, light weight, headlight, spotlight | 草案, 草稿, 草率, 潦草, 起草, 草书, 草药, 烟草, 甘草, 海草, 树立, 建树, 树脂, 树莓派, 竹笋, 柏树庄
- | rain forest cafe, cloud storage, cloud computing, icloud, cloud service | 山东, 山西, 山海关, 中山, 佛山, 舟山, 昆山, 唐山, 鞍山, 乐山, 眉山, 保山, 巫山, 山药, 山楂, 山寨, 山姆, 江山, 靠山, 火山灰, 山竹, 山田, 山口, 旧金山, 釜山, 香山, 中山陵, 中山路, 中山公园, 山葵, 山城, 石家庄
- | sand box, sea bass dish, sea food | 上海, 海南, 海口, 海量, 海拔, 海关, 海外, 海带, 海淀, 海尔, 海信, 海底捞, 青海, 珠海, 北海道, 北海, 威海, 海洋球, 上海滩, 海军, 海鲜酱, 四海, 海归, 海淘, 海蜇, 海参, 海苔, 海藻, 海盗, 海明威, 海棠, 海棠花, 海瑞, 海宁, 沿海, 海牙, 海德堡, 海法, 海德公园, 海盐, 海安, 海门, 海伦, 海派, 海选, 海投, 人海, 脑海
- | moon landing conspiracy, sun screen, sunscreen, sun cream | 河北, 河南, 河内, 河南省, 河北省, 河豚, 河源, 河池, 先河, 湖南, 湖北, 芜湖, 江苏, 江西, 浙江, 江南, 丽江, 九江, 镇江, 江阴, 江门, 内江, 江湖, 江泽民, 晋江, 江郎
- | water colour, watercolour, watercolor, water melon, water proof, waterproof, water park, water polo | 水平, 水泥, 水准, 水晶, 水印, 薪水, 香水, 墨水, 胶水, 水管, 水电, 水浒, 水墨, 水墨画, 水星, 水手, 天水, 丽水, 水球, 水灾, 水痘, 水利, 水产, 雨水管, 水表, 水龙头, 水族, 自来水, 水彩笔, 洗发水, 药水, 水乡古镇
- | snowden | 雪碧, 雪铁龙, 雪佛兰, 小雪节气, 雪纺, 昭雪, 雨果, 谷雨, 雨花台, 雨刷
- | wind up, windows 10, windows 11, microsoft windows, wind instrument | 风格, 风俗, 风险, 风味, 风情, 风水, 中国风, 风扇叶, 威风, 作风, 通风, 风采, 风湿, 春风, 风铃, 风琴, 屏风, 风云, 中风, 风干, 东风, 风暴, 风流, 民族风, 古风, 风投, 北欧风, 日系风, 风向标, 复古风
- | star fruit, five-star, three-star, star rating, star anise | 云南, 云端, 云计算, 云盘, 阿里云, 云服务, 云吞面, 云台山, 百度云, 云浮, 云冈石窟, 星期, 星期一, 星期二, 星期三, 星期四, 星期五, 星期六, 星期日, 星期天, 明星, 星巴克, 星座, 球星, 影星, 星级, 五星, 三星, 卫星图, 新星, 火星, 星光大道, 星球大战, 恒星, 寿星, 救星
- | night club, nightclub, night stand, nightstand | 月薪, 岁月, 个月, 月季花, 上个月, 下个月, 这个月, 一月, 二月, 三月, 四月, 五月, 六月, 七月, 八月, 九月, 十月, 十一月, 十二月, 月子, 月嫂, 满月酒, 月台, 月经, 月票, 正月, 腊月, 每月, 本月, 上月, 月牙泉, 夜宵, 熬夜, 昼夜, 开夜车, 平安夜, 除夕夜, 年夜
- | summer camp, summer school, summer palace, summer olympics, winter olympics, summer vacation, spring water, spring cleaning, spring break, palm springs, mattress spring | 春晚, 春运, 长春, 青春, 春秋, 春游, 伊春, 春装, 宜春, 立春, 永春, 春城, 春心, 夏威夷, 夏令营, 冬令营, 宁夏, 夏装, 夏普, 华夏, 立夏, 夏至, 夏洛特, 厦门, 秋刀鱼, 秋裤, 秋游, 秋装, 立秋, 千秋, 秋田, 冬瓜, 冬奥会, 冬奥, 冬至, 冬笋, 冬虫夏草, 冬装, 冬泳, 立冬, 冬粉, 冬枣, 冬菇
- | fall off, fall down, fall asleep, fall over, fall in love, fall into, fall apart, fall behind, fall out | 春夏秋冬, 大寒, 小寒, 处暑, 白露, 寒露, 霜降, 惊蛰, 芒种, 小满, 小暑, 大暑, 秋分, 春分, 雨水节气
- | fire work out, camp site, book mark, bookmark, notebook, facebook, face book, book a | 书记, 秘书, 说明书, 图书, 文书, 通知书, 保证书, 聘书, 书签, 脸书, 小红书, 请柬书, 四书, 门票价, 门诊, 部门, 专门, 热门, 天安门, 澳门, 门牌, 门户, 入门, 冷门, 家门口, 荆门, 三门, 前门大街, 门槛, 门禁, 金门, 玉门, 厦门市
- | car pet, cable tv, car park ticket, business trip expenses | 车间主任, 汽车站, 公交车站, 车祸, 堵车, 拖车, 机车车辆, 水车, 购物车, 车险, 手推车, 车位, 餐车, 纺车, 车水马龙, 车厢
- | street fighter, sesame street, wall street | 路由器, 套路, 思路, 路人甲, 电路, 路易, 线路, 路线, 公路车, 路飞, 路虎, 网路, 路径, 路演, 路易威登, 出路, 铁路局, 一路, 丝绸之路, 路透
- | tower bridge, tower of power, watch tower, watch out, watch tv | 楼梯间, 楼下, 楼上, 楼层, 一楼, 二楼, 三楼, 红楼, 塔吊车, 塔罗, 塔罗牌, 法塔, 少林寺, 灵隐寺, 桥本, 桥牌, 桥接, 塔里木
- | lamp black, bed bug, bedbug, bed and breakfast, flower bed, river bed, sea bed | 床单位, 床头, 起床, 河床, 临床, 机床, 赖床, 灯具, 点灯, 闪光灯, 灯塔水母, 灯火, 灯谜, 幻灯, 伞兵, 伞菌
- | tea towel, tea party movement, milky | 茶卡, 茶卡盐湖, 茶马古道, 酒精, 酒窝, 酒泉, 酒店式, 酒驾, 饭团, 饭卡, 饭圈, 肉桂, 肉色, 肌肉, 肉眼, 肉松, 蛋疼, 笨蛋, 坏蛋, 蛋白质, 汤姆, 汤加, 汤唯, 汤圆馅, 糖尿病, 菜鸟, 菜刀架, 点菜, 菜鸟驿站, 油菜, 榨菜, 菜谱书
- | bagpipe, bean bag, sleeping bag, ring road, ring tone, ringtone, ring finger, ring light | 包装, 包括, 包含, 包围, 包邮, 承包, 包头, 表情包, 打包, 包车, 包厢, 包机, 包公, 包子铺, 荷包, 包裹单, 包场, 帽子戏法, 笔记本, 笔画, 笔试, 笔者, 随笔, 画笔, 伏笔
- | face time, facetime, watch face, clock face, hand made, second hand, secondhand, hand bag, handle, hand over, old hand | 手术, 手册, 手续, 手工皂, 对手, 选手村, 新手, 分手, 水手服, 高手, 助手, 动手, 手动, 手账, 手游, 二手, 手推, 手段, 手办, 手绘, 洗手液, 手电筒, 手法, 手势, 扶手, 下手, 手纸, 手环, 手相, 脚本, 脚注, 脚步, 山脚, 脸谱, 脸盆, 刷脸, 火鸡面
- | nail art, art deco, art director, state of the art | 火箭队, 火星车, 火腿肠, 火爆, 着火点, 火柴, 发火, 打火机, 火影, 火炬, 灯火阑珊, 火龙, 火影忍者, 火力, 火候, 火警, 火烧, 烟台, 烟囱, 烟火气, 禁烟, 油烟
- | no stone unturned, stone age, rolling stones | 石油, 石家庄市, 石膏像, 宝石, 钻石, 化石, 石榴石, 石狮, 石嘴山, 基石, 石库门, 石板, 玉石, 陨石, 石灰, 刀剑, 剪刀手, 开刀, 刀具架, 刀削面, 风月
- | swan lake, lake placid, great lakes | 家电, 国家, 大家, 专家, 家乡, 画家, 作家, 家属, 科学家, 家长会, 家常, 张家界, 张家口, 家教, 买家, 卖家, 独家, 艺术家, 商家, 赢家, 家政, 居家, 行家, 家纺, 厂家, 世家, 皇家, 玩家, 亲家, 作家协会, 家具城
- | ball room, ballroom, ball gown, meat ball, meatball, crystal ball, ball point, ballpoint, eye ball, eyeball | 地球, 全球, 星球, 球迷, 环球, 环球影城, 眼球, 球衣, 月球, 肉球, 红细胞, 水晶球, 环球中心, 北半球
- | apple watch, apple pie chart, apple store, apple inc, orange county, agent orange | 笑话, 搞笑片, 玩笑, 苹果手机, 苹果公司, 苹果电脑, 苹果园, 美国, 美团, 欧美, 美容, 美发, 完美, 赞美, 美甲, 美白, 美拍, 美食街, 北美, 南美, 美式, 美洲, 美的, 美妆
- | polar express, polaroid, bear brand, care bears | 字典, 数字, 十字, 名字, 签字, 赤字, 字母, 字幕, 字体, 十字架, 十字绣, 字节跳动, 药店, 药监, 火药, 农药, 炸药, 药房, 信息, 信号, 信任, 信用, 微信群, 相信, 诚信, 信仰, 迷信, 信阳, 自信, 通信, 短信, 电信, 确信, 中信, 信贷, 股票, 投票, 彩票, 支票, 票房, 钱塘江, 有钱, 值钱, 赚钱, 税务局, 锁骨, 封锁, 连锁, 锁定, 解锁, 困难, 贫困, 累计, 积累, 连累, 跳蚤, 跳蚤市场, 跳绳, 小吃街, 站点, 网站首页, 站长, 坐标, 坐标系, 亮点, 月亮湾, 照亮, 旧金山湾, 暗示, 暗号, 中华, 鼓励, 鼓浪屿, 鼓楼, 巴鼓, 萌芽, 跑车展, 跑题
- | the who, the band, the doors, may be, maybe | 五月天乐队, 松下, 轻松, 放松, 松江, 蓬松, 杏鲍菇, 桃园, 桃园机场, 樱桃小丸子, 葱油, 分钟, 钟点, 钟情, 终点, 田径, 田中, 丰田, 本田, 蓝田, 和田, 油田, 窗口期, 天窗, 墙纸, 杯赛, 世界杯, 奖杯赛, 欧洲杯, 亚洲杯, 瓶颈, 旗舰, 旗舰店, 沙发客, 沙县, 长沙, 沙拉酱, 沙龙, 豆沙, 沙和尚, 莎士比亚, 流浪, 浪漫主义, 新浪, 浪费, 浪琴, 浪子, 青岛, 秦皇岛, 岛国, 普吉岛, 巴厘岛, 济州岛, 冰岛, 半岛, 冰箱贴, 冰红茶, 冰糖, 冰墩墩, 雾化, 喷雾, 江诗丹顿, 街拍, 街舞, 裙带, 裙带菜, 楼盘, 邮编, 狼人杀, 豹纹, 虫草, 蛇皮袋, 蛙泳, 虾皮, 羊肉泡馍, 鹅绒, 企鹅号, 鸭舌, 鸭脖, 鸭绒, 鹤壁, 鹤岗, 鹿晗, 鹿特丹, 猴年马月, 龟裂, 鹰潭, 竹竿, 竹马, 蒜香, 月台票
`)
