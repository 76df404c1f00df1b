import { concepts } from './concept.js'
import { withPast } from './past.js'

/** Sports, and what people and animals are seen doing. */
export const actions = concepts(`
sport | sport, sports, athletics, exercise, workout, training | 运动, 体育, 锻炼, 健身, 训练
match-game < sport | match, competition, tournament | 比赛, 竞赛, 赛事
football < sport | football, soccer | 足球, 踢球, 踢足球
basketball < sport | basketball | 篮球, 打篮球
volleyball < sport | volleyball | 排球, 打排球
badminton < sport | badminton | 羽毛球, 打羽毛球
table-tennis < sport | table tennis, ping pong, ping-pong | 乒乓球, 打乒乓球
tennis < sport | tennis | 网球, 打网球
baseball < sport | baseball, softball | 棒球
golf < sport | golf | 高尔夫, 高尔夫球, 打高尔夫
rugby < sport | rugby, american football | 橄榄球
billiards < sport | billiards, snooker | 台球, 桌球
bowling < sport | bowling | 保龄球
swimming < sport | swimming, swim, swimmer | 游泳
diving < sport | diving, scuba, snorkelling, snorkeling | 潜水, 跳水, 浮潜
surfing < sport | surfing, surfer, surfboard | 冲浪
skiing < sport | skiing, ski, skier | 滑雪
snowboarding < skiing | snowboard, snowboarding, snowboarder | 单板滑雪
ski-resort | ski resort, ski slope, ski lodge, piste | 滑雪场
ice-rink | ice rink, skating rink | 滑冰场, 溜冰场
skating < sport | ice skating, skating, roller skates | 滑冰, 溜冰, 轮滑
running < sport | running, run, runner, jogging, marathon, sprint, sprinting, race | 跑步, 奔跑, 马拉松, 赛跑, 慢跑, 跑, 飞奔, 狂奔
hiking < sport | hiking, hike, trekking, hiker | 徒步, 爬山, 登山, 远足
climbing < sport | climbing, rock climbing, climber | 攀岩, 攀登, 攀爬
yoga < sport | yoga, meditation | 瑜伽, 冥想
boxing < sport | boxing, boxer | 拳击
martial-arts < sport | martial arts, kung fu, karate, taekwondo, judo, tai chi | 武术, 功夫, 跆拳道, 太极, 太极拳, 柔道
gymnastics < sport | gymnastics | 体操
archery < sport | archery | 射箭
swinging < swing | swinging, playing on a swing | 荡秋千
fishing | fishing, angling | 钓鱼, 垂钓
horse-riding < sport, horse | horse riding, horseback riding, horseback | 骑马, 马术
paragliding < sport | paragliding, skydiving, parachute | 跳伞, 滑翔伞, 降落伞
walking | walking, walk, stroll, strolling | 散步, 走路, 行走, 漫步
jumping | jumping, jump, leap | 跳, 跳跃
falling-over | falling over, falling down, fell over, tripping over | 摔倒, 跌倒, 摔跤
dancing | dancing, dance, ballet | 跳舞, 舞蹈, 芭蕾, 广场舞
singing | singing, sing, karaoke, choir | 唱歌, 合唱, 卡拉ok
sleeping | sleeping, sleep, asleep, nap, napping | 睡觉, 睡着, 熟睡, 午睡
sitting | sitting, seated | 坐, 坐着
standing | standing | 站, 站立, 站着
lying | lying down, lying | 躺, 躺着
praying | praying, pray | 祈祷, 祈福, 祷告, 拜佛
typing < working | typing | 打字, 敲键盘
phone-call < phone | talking on the phone, making a phone call, phone call, on the phone | 打电话, 接电话, 通话
eating | eating, eat | 吃, 吃饭, 吃东西
drinking | drinking | 喝
reading | reading, reading a book, reading book | 看书, 读书, 阅读
writing | writing letters | 写字
playing | playing, play | 玩, 玩耍, 嬉戏
hugging | hug, hugging, cuddle, embrace, embracing | 拥抱, 搂抱, 抱着, 抱抱
kissing | kiss, kissing | 亲吻, 接吻, 吻
holding-hands | holding hands, hand in hand | 牵手, 手牵手
waving | waving | 挥手, 招手
clapping | clapping, applause | 鼓掌
toasting | toasting, making a toast, cheers, clinking glasses | 干杯, 举杯, 敬酒
unwrapping < gift | opening presents, opening gifts, unwrapping presents, unwrapping gifts | 拆礼物, 拆红包
snowball-fight < snow | snowball fight, throwing snowballs | 打雪仗, 扔雪球
making-dumplings < dumpling | making dumplings, wrapping dumplings, folding dumplings, dumpling making | 包饺子, 包馄饨, 擀饺子皮
making-zongzi < zongzi | making zongzi, wrapping zongzi, making rice dumplings, wrapping rice dumplings | 包粽子
building-sandcastle < sandcastle | building a sandcastle, building sandcastles, making a sandcastle | 堆沙堡, 堆城堡, 玩沙子
blowing-candles < birthday | blowing out candles, blowing candles | 吹蜡烛
cutting-cake | cutting cake, cutting the cake | 切蛋糕
driving | driving | 开车, 驾驶
working | working | 工作, 上班, 加班
studying | studying | 学习, 上课
flying | flying, fly | 飞, 飞翔, 飞行
bathing | bathing, taking a bath | 洗澡, 泡澡
crawling | crawling | 爬行
gardening | gardening, planting, watering plants, watering the plants, watering flowers | 浇花, 浇水, 种花, 园艺, 种树
cleaning | cleaning, sweeping, housework | 打扫, 清洁, 家务
graduating-cap < graduation | graduation gown, graduation cap, mortarboard | 学士服, 学士帽
queueing | queue, queueing, standing in line | 排队
photography | photographing, taking photos, photographer | 拍照, 摄影, 摄影师
`).map(withPast)
