import { lexicon } from './lexicon.js'

/** Long because it is a table: the visible world of the generated library. `~` marks words without an article. */
export const things = lexicon(`
dog = dog, puppy, golden retriever, corgi = 狗, 小狗, 狗狗, 金毛犬, 柯基犬 = 只 = animal pet
cat = cat, kitten, tabby = 猫, 小猫, 猫咪, 花猫 = 只 = animal pet
rabbit = rabbit, bunny = 兔子, 小兔子 = 只 = animal pet
parrot = parrot, budgerigar = 鹦鹉, 虎皮鹦鹉 = 只 = animal pet bird
goldfish = goldfish = 金鱼 = 条 = animal pet fish
hamster = hamster = 仓鼠 = 只 = animal pet
horse = horse, pony = 马, 骏马 = 匹 = animal
cow = cow = 牛, 奶牛 = 头 = animal
sheep = sheep = 羊, 绵羊 = 只 = animal
panda = panda, giant panda = 熊猫, 大熊猫 = 只 = animal wild
elephant = elephant = 大象 = 头 = animal wild
lion = lion = 狮子 = 头 = animal wild
tiger = tiger = 老虎 = 只 = animal wild
monkey = monkey = 猴子 = 只 = animal wild
giraffe = giraffe = 长颈鹿 = 只 = animal wild
swan = swan = 天鹅 = 只 = animal bird wild
duck = duck = 鸭子 = 只 = animal bird
gull = seagull, gull = 海鸥 = 只 = animal bird wild
sparrow = bird, sparrow = 鸟, 小鸟, 麻雀 = 只 = animal bird wild
squirrel = squirrel = 松鼠 = 只 = animal wild
butterfly = butterfly = 蝴蝶 = 只 = animal wild
deer = deer = 鹿, 小鹿 = 只 = animal wild
sealion = sea lion = 海狮 = 只 = animal wild
car = car, sedan, SUV = 汽车, 轿车, 小汽车, 越野车 = 辆 = vehicle
bus = bus, coach = 公交车, 巴士, 大巴 = 辆 = vehicle
train = train, high-speed train = 火车, 高铁, 列车 = 列 = vehicle
plane = plane, airplane, aircraft = 飞机, 客机 = 架 = vehicle
sailboat = sailboat, sailing boat, yacht = 帆船, 游艇 = 艘 = vehicle boat
ship = ship, ferry, cruise ship = 轮船, 渡轮, 邮轮 = 艘 = vehicle boat
bicycle = bicycle, bike = 自行车, 单车 = 辆 = vehicle
motorcycle = motorcycle, motorbike, scooter = 摩托车, 电动车 = 辆 = vehicle
truck = truck, lorry = 卡车, 货车 = 辆 = vehicle
tram = tram, streetcar = 有轨电车, 电车 = 辆 = vehicle
balloonride = hot-air balloon = 热气球 = 只 = vehicle
noodles = ~noodles, bowl of noodles, ~ramen = 面条, 拉面, 牛肉面 = 碗 = food meal
dumplings = ~dumplings, ~potstickers = 饺子, 水饺 = 盘 = food meal
hotpot = hotpot, hot pot = 火锅, 麻辣火锅 = 锅 = food meal
pizza = pizza = 披萨, 比萨饼 = 份 = food meal
sushi = ~sushi, sushi platter = 寿司, 寿司拼盘 = 盘 = food meal
burger = burger, hamburger = 汉堡, 汉堡包 = 个 = food meal
hotdog = hot dog = 热狗 = 个 = food meal
salad = salad, green salad = 沙拉, 蔬菜沙拉 = 盘 = food meal
steak = steak, beefsteak = 牛排 = 份 = food meal
yuxiang = ~shredded pork in garlic sauce = 鱼香肉丝 = 盘 = food meal
roastturkey = roast turkey = 烤火鸡 = 只 = food meal
roastduck = ~Peking duck, ~roast duck = 北京烤鸭, 烤鸭 = 盘 = food meal
fishdish = steamed fish, grilled fish = 清蒸鱼, 烤鱼 = 条 = food meal fish seafood
crab = crab, hairy crab = 螃蟹, 大闸蟹 = 只 = food seafood
prawns = ~prawns, ~shrimp = 大虾, 虾 = 盘 = food seafood
cake = cake, cream cake, layer cake = 蛋糕, 奶油蛋糕 = 个 = food dessert
icecream = ice cream, ice cream cone, ~gelato = 冰淇淋, 雪糕 = 支 = food dessert
mooncake = mooncake = 月饼 = 个 = food dessert
zongzi = rice dumpling, zongzi = 粽子 = 个 = food
bread = loaf of bread, ~bread, croissant = 面包, 牛角包 = 个 = food
rice = bowl of rice = 米饭 = 碗 = food
soup = bowl of soup, ~soup = 汤, 鸡汤 = 碗 = food
fruit = fruit plate, ~fruit = 水果, 水果拼盘 = 盘 = food
strawberry = ~strawberries = 草莓 = 盘 = food fruit
watermelon = watermelon = 西瓜 = 块 = food fruit
orangefruit = orange = 橙子 = 个 = food fruit
peanuts = ~peanuts = 花生 = 盘 = food
cucumber = cucumber = 黄瓜 = 根 = food
barbecue = ~barbecue skewers, ~grilled meat = 烧烤, 烤串 = 盘 = food meal
coffee = cup of coffee, ~coffee, latte, cappuccino = 咖啡, 拿铁咖啡 = 杯 = drink
tea = cup of tea, ~tea = 茶, 绿茶 = 杯 = drink
wine = glass of wine, ~red wine = 红酒, 葡萄酒 = 杯 = drink
beer = glass of beer, ~beer = 啤酒 = 杯 = drink
redbull = can of Red Bull = 红牛饮料 = 罐 = drink
rose = rose = 玫瑰, 玫瑰花 = 朵 = flower plant
tulip = tulip = 郁金香 = 朵 = flower plant
sunflower = sunflower = 向日葵 = 朵 = flower plant
sakura = cherry blossom tree, ~cherry blossoms, ~sakura = 樱花, 樱花树 = 树 = flower plant
lavender = ~lavender = 薰衣草 = 片 = flower plant
lotus = lotus flower, water lily = 荷花, 莲花 = 朵 = flower plant
bouquet = bouquet, bunch of flowers = 花束, 鲜花 = 束 = flower plant
maple = ~maple leaves, maple tree = 枫叶, 红叶 = 片 = plant autumnleaves
tree = tree = 树, 大树 = 棵 = plant
palm = palm tree, coconut palm = 棕榈树, 椰子树, 椰树 = 棵 = plant
cactus = cactus = 仙人掌 = 棵 = plant
mushroom = mushroom = 蘑菇 = 个 = plant
potplant = potted plant, houseplant = 盆栽, 绿植 = 盆 = plant
rainbow = rainbow = 彩虹 = 道
moon = ~the moon, full moon = 月亮, 满月 = 轮
stars = ~stars, starry sky, ~the Milky Way = 星空, 银河, 满天星斗 = 片
fireworks = ~fireworks = 烟花, 焰火 = 片
waterfall = waterfall, ~falls = 瀑布 = 道
snowman = snowman = 雪人 = 个
sofa = sofa, couch = 沙发 = 张 = furniture
bed = bed = 床 = 张 = furniture
bookshelf = bookshelf, bookcase = 书架, 书柜 = 个 = furniture
piano = piano, grand piano = 钢琴 = 架 = instrument
guitar = guitar = 吉他 = 把 = instrument
violin = violin = 小提琴 = 把 = instrument
laptop = laptop, computer = 笔记本电脑, 电脑 = 台 = device
phone = phone, smartphone, mobile phone = 手机 = 部 = device
television = television, TV = 电视, 电视机 = 台 = device
speaker = Bluetooth speaker = 蓝牙音箱 = 个 = device
xmastree = Christmas tree = 圣诞树 = 棵
candle = candle = 蜡烛 = 支
balloon = balloon = 气球 = 个
lantern = lantern, paper lantern = 灯笼 = 盏
gift = gift, present, gift box = 礼物, 礼盒 = 份
pumpkin = pumpkin, jack-o'-lantern = 南瓜, 南瓜灯 = 个
book = book = 书, 书本 = 本
ball = ball = 球, 皮球 = 个
football = football, soccer ball = 足球 = 个 = ball
basketball = basketball = 篮球 = 个 = ball
kite = kite = 风筝 = 只
tent = tent = 帐篷 = 顶
campfire = campfire, bonfire = 篝火 = 堆
umbrella = umbrella, parasol = 伞, 雨伞, 遮阳伞 = 把
surfboard = surfboard = 冲浪板 = 块
towel = beach towel = 沙滩巾 = 条
sandcastle = sandcastle = 沙堡 = 座
swing = swing = 秋千 = 个
slide = slide = 滑梯 = 个
stroller = stroller, pram = 婴儿车 = 辆
teddy = teddy bear = 泰迪熊 = 只
trafficlight = traffic light = 红绿灯 = 个
blackboard = blackboard = 黑板 = 块
temple = temple, shrine = 寺庙, 神社 = 座 = building
church = church, cathedral = 教堂, 大教堂 = 座 = building
tower = tower, TV tower = 塔, 高塔 = 座 = building
bridge = bridge = 桥, 大桥 = 座 = building
castle = castle = 城堡 = 座 = building
skyscraper = skyscraper, high-rise = 摩天大楼, 高楼 = 栋 = building
lighthouse = lighthouse = 灯塔 = 座 = building
windmill = windmill = 风车 = 座 = building
vase = china vase, porcelain vase = 瓷花瓶, 青花瓷瓶 = 个
sculpture = sculpture, statue = 雕塑, 雕像 = 座
oilpainting = oil painting, painting = 油画, 画 = 幅
medal = medal, gold medal = 奖牌, 金牌 = 枚
trophy = trophy = 奖杯 = 座
wheelchair = wheelchair = 轮椅 = 台
`)
