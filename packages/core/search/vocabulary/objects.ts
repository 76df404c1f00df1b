import { concepts } from './concept.js'

/** Things about the house, tools, machines, toys. */
export const objects = concepts(`
furniture | furniture | 家具
table < furniture | table, dining table, coffee table | 桌子, 桌, 餐桌, 茶几, 木桌
desk < table | desk | 书桌, 办公桌, 写字台
chair < furniture | chair, stool, seat, armchair, rocking chair | 椅子, 椅, 凳子, 座椅, 扶手椅
bench < furniture | bench | 长椅, 长凳
sofa < furniture | sofa, couch, settee | 沙发
bed < furniture | bed, bunk bed | 床, 双人床, 单人床, 大床
crib < furniture | crib, cradle | 婴儿床, 摇篮
wardrobe < furniture | wardrobe, cupboard, cabinet, drawer, closet | 衣柜, 柜子, 橱柜, 抽屉
shelf < furniture | shelf, bookshelf, bookcase | 书架, 架子, 货架, 书柜
lamp | lamp, light bulb, chandelier, lamppost, street lamp, streetlight | 灯, 台灯, 吊灯, 路灯, 灯泡
lantern | lantern, paper lantern | 灯笼, 花灯
candle | candle, candlelight | 蜡烛, 烛光
mirror | mirror | 镜子
curtain | curtain, blind curtain | 窗帘
carpet | carpet, rug | 地毯, 地垫
pillow | pillow, cushion | 枕头, 抱枕, 靠垫
blanket | blanket, quilt, duvet, bedding | 毯子, 被子, 棉被, 被褥
towel | towel, beach towel, bath towel | 毛巾, 浴巾, 沙滩巾
clock | clock, alarm clock | 钟, 时钟, 闹钟, 挂钟
window | window | 窗, 窗户, 窗口, 窗台
door | door, gate, doorway | 门, 大门, 门口
stairs | stairs, staircase, stairway, steps stair | 楼梯, 台阶, 阶梯
wall | wall | 墙, 墙壁, 墙面
fireplace | fireplace, hearth | 壁炉
fan | electric fan | 电风扇, 风扇
air-conditioner | air conditioner | 空调
refrigerator | refrigerator, fridge, freezer | 冰箱
washing-machine | washing machine | 洗衣机
oven | oven, stove, microwave | 烤箱, 炉子, 炉灶, 微波炉
bathtub | bathtub, bath tub, shower | 浴缸, 淋浴
toilet | toilet, toilet bowl, restroom, lavatory | 马桶, 厕所, 洗手间, 卫生间
sink | sink, washbasin | 水槽, 洗手池, 洗脸池
plate | plate, platter | 盘子, 碟子, 餐盘
bowl | bowl | 碗
cup | cup, mug | 杯子, 马克杯, 杯
glass-vessel | glass, tumbler | 玻璃杯
bottle | bottle | 瓶子, 瓶, 酒瓶
chopsticks | chopsticks | 筷子
cutlery | cutlery, silverware | 餐具, 刀叉
spoon < cutlery | spoon | 勺子, 汤匙
fork < cutlery | fork | 叉子
knife | knife, dagger | 刀, 刀具, 菜刀, 小刀
pot | pot, pan, wok, kettle, saucepan | 锅, 炒锅, 平底锅, 水壶, 砂锅
vase | vase, flower vase | 花瓶
basket | basket | 篮子, 竹篮
box | box, carton, cardboard box | 盒子, 纸箱, 箱, 纸盒
parcel | parcel, package, delivery box | 包裹, 快递
gift | gift, present, gift box | 礼物, 礼品, 礼盒
balloon | balloon | 气球
hot-air-balloon < vehicle | hot air balloon | 热气球
flag | flag, banner | 旗, 旗帜, 国旗, 横幅, 旗子
kite | kite, flying a kite, flying kites | 风筝, 放风筝
toy | toy, lego, building block | 玩具, 积木, 乐高
doll < toy | doll, barbie, china doll, puppet | 娃娃, 玩偶, 洋娃娃, 木偶, 布娃娃, 公仔
teddy-bear < toy | teddy bear, stuffed animal, plush toy, soft toy | 泰迪熊, 毛绒玩具, 玩具熊, 小熊玩偶
puzzle < toy | puzzle, jigsaw | 拼图
ball | ball | 球, 皮球
lego-brick < toy | lego brick | 乐高积木
swing | swing | 秋千
slide-playground | slide, playground slide | 滑梯, 滑滑梯
seesaw | seesaw | 跷跷板
phone | phone, smartphone, mobile phone, cell phone, cellphone, telephone | 手机, 电话, 智能手机
computer | computer, desktop computer, pc | 电脑, 计算机, 台式机
laptop < computer | laptop, notebook computer, macbook | 笔记本电脑, 手提电脑
tablet-computer | tablet computer, ipad | 平板电脑, 平板
screen-device | monitor, display screen, computer screen | 显示器, 显示屏, 屏幕, 荧幕, 萤幕
keyboard | keyboard | 键盘
mouse-computer | mouse, computer mouse | 鼠标
headphones | headphones, earphones, earbuds, headset | 耳机
television | television, tv, telly | 电视, 电视机
camera-device | camera, dslr, tripod, camera lens | 相机, 照相机, 摄像机, 镜头, 三脚架
drone | drone, quadcopter | 无人机
robot | robot | 机器人
printer | printer | 打印机
charger | charger, cable, power bank, plug | 充电器, 充电宝, 数据线, 插头, 插座
battery | battery | 电池
circuit-board | circuit board, chip circuit | 电路板
tool | tool, hammer, screwdriver, wrench, saw, drill | 工具, 锤子, 螺丝刀, 扳手, 锯子, 电钻
ladder | ladder | 梯子
scissors | scissors | 剪刀
crane-machine | crane, tower crane | 起重机, 吊车, 塔吊
excavator | excavator, digger, bulldozer | 挖掘机, 推土机
machine | machine, machinery, engine | 机器, 机械, 发动机
pen | pen, pencil, crayon, marker pen | 笔, 铅笔, 钢笔, 蜡笔, 彩笔
book | book, novel, textbook | 书, 书本, 书籍, 课本, 绘本
magazine | magazine | 杂志
newspaper | newspaper | 报纸
blackboard | blackboard, chalkboard | 黑板
whiteboard | whiteboard, white board | 白板
seal-stamp | seal, stamp, rubber stamp, wax seal, red seal | 印章, 公章, 图章, 盖章
postage-stamp | postage stamp | 邮票
coin < money | coin | 硬币
money | money, cash, banknote, dollar bill | 钱, 现金, 钞票, 纸币, 人民币, 钱币, 美元
key | key, keychain | 钥匙, 钥匙扣
lock | lock, padlock | 锁
medicine | medicine, pill, drug, tablet pill, capsule | 药, 药品, 药片, 药物, 药瓶, 胶囊
thermometer | thermometer | 体温计, 温度计
syringe | syringe, injection, vaccine, vaccination | 注射器, 打针, 疫苗, 针筒
bandage | bandage, plaster cast, band-aid | 绷带, 创可贴, 石膏
wheelchair | wheelchair | 轮椅
stroller | stroller, pram, pushchair, buggy | 婴儿车, 推车
pacifier | pacifier, dummy pacifier | 奶嘴, 安抚奶嘴
baby-bottle | baby bottle, feeding bottle | 奶瓶
cigarette | cigarette, cigar, smoking | 香烟, 抽烟, 吸烟, 雪茄
bat-sports | bat, baseball bat, cricket bat | 球棒, 球棍
racket | racket, racquet | 球拍
guitar < instrument | guitar | 吉他, 弹吉他
ukulele < guitar | ukulele | 尤克里里
piano < instrument | piano, playing the piano | 钢琴, 弹琴, 弹钢琴
violin < instrument | violin | 小提琴, 拉小提琴
cello < instrument | cello | 大提琴
drum < instrument | drum, drum kit | 鼓, 架子鼓, 打鼓
flute < instrument | flute, recorder flute | 笛子, 长笛, 吹笛子
harmonica < instrument | harmonica | 口琴
trumpet < instrument | trumpet, trombone | 小号
saxophone < instrument | saxophone | 萨克斯
guzheng < instrument | guzheng, zither | 古筝, 古琴
pipa < instrument | pipa | 琵琶
erhu < instrument | erhu | 二胡
instrument | musical instrument, instrument | 乐器
microphone | microphone, mic | 麦克风, 话筒
speaker | loudspeaker, speaker | 音箱, 音响, 喇叭
medal | medal, trophy, award | 奖牌, 奖杯, 奖项, 金牌
chess | chess, board game, go game | 棋, 围棋, 象棋, 下棋, 桌游, 下象棋, 下围棋
mahjong | mahjong | 麻将, 打麻将
playing-cards | playing cards, poker | 扑克, 扑克牌, 打牌, 打扑克
dice | dice | 骰子
game-console | game console, video game, gamepad, nintendo, playstation, xbox | 游戏机, 手柄, 电子游戏, 打游戏
sculpture | sculpture, statue, bust, figurine, stone carving, wood carving | 雕塑, 雕像, 石像, 塑像, 佛像, 石雕, 木雕, 冰雕, 铜像
painting | painting, mural, fresco, canvas | 油画, 绘画, 壁画, 水彩, 画作, 国画
drawing | drawing, sketch, doodle | 素描, 图画, 涂鸦, 画画, 简笔画
graffiti | graffiti, street art | 涂鸦墙, 街头艺术
calligraphy | calligraphy, brush writing | 书法, 毛笔字
poster | poster | 海报, 宣传画
picture-frame | picture frame, photo frame | 相框, 画框
photo-album | photo album | 相册
pottery | pottery, ceramic, porcelain, clay | 陶瓷, 陶器, 瓷器, 陶艺
origami | origami, paper cut, paper cutting | 折纸, 剪纸
embroidery | embroidery, knitting, sewing | 刺绣, 编织, 缝纫, 针线
neon | neon, neon light, neon sign | 霓虹灯, 霓虹
sign | sign, signboard, signpost, road sign, billboard | 标志, 招牌, 牌子, 路牌, 指示牌, 广告牌, 标牌
traffic-light | traffic light, stoplight | 红绿灯, 交通灯
fence | fence, railing | 栅栏, 围栏, 栏杆, 篱笆
tent | tent | 帐篷
hammock | hammock | 吊床
campfire | campfire, bonfire | 篝火, 营火
fire | fire, flame, blaze | 火, 火焰, 火灾
smoke | smoke | 烟, 烟雾
rope | rope | 绳子
trash | trash, rubbish, garbage, bin | 垃圾, 垃圾桶
fishing-rod | fishing rod | 鱼竿, 钓竿
telescope | telescope, binoculars | 望远镜
globe | globe | 地球仪
glass-material | stained glass, glass window | 玻璃, 彩色玻璃
stone | stone, rock, boulder, pebble | 石头, 岩石, 石, 鹅卵石, 石块
marble | marble | 大理石
wood | wood, wooden, timber | 木头, 木制, 木质, 木材
`)
