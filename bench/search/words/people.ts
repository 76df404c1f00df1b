import { lexicon } from './lexicon.js'

/** `singular|plural` where English does not simply add an s. */
export const people = lexicon(`
woman = woman|women, lady|ladies, young woman|young women = 女士, 女人, 女子, 年轻女子 = 位 = adult female
man = man|men, young man|young men, gentleman|gentlemen = 男士, 男人, 男子, 小伙子 = 位 = adult male
girl = girl, little girl, young girl = 女孩, 小女孩, 小姑娘 = 个 = child female
boy = boy, little boy, young boy = 男孩, 小男孩 = 个 = child male
baby = baby|babies, infant, newborn = 婴儿, 宝宝 = 个 = child
child = child|children, kid, toddler = 孩子, 小朋友, 儿童 = 个 = child
grandmother = elderly woman|elderly women, old lady|old ladies, grandmother = 老奶奶, 老太太, 奶奶 = 位 = adult elderly female
grandfather = elderly man|elderly men, old man|old men, grandfather = 老爷爷, 老先生, 爷爷 = 位 = adult elderly male
bride = bride = 新娘 = 位 = adult female
groom = groom, bridegroom = 新郎 = 位 = adult male
graduate = graduate, student in a gown|students in gowns = 毕业生 = 位 = adult student
student = student, pupil = 学生, 同学 = 名 = student
friend = friend, young person|young people = 朋友, 年轻人 = 位 = adult
singer = singer, performer = 歌手, 表演者 = 位 = adult musician
chef = chef, cook = 厨师 = 位 = adult
doctor = doctor = 医生 = 位 = adult
player = player, athlete = 运动员, 选手 = 名 = adult
tourist = tourist, traveller = 游客, 旅客 = 名 = adult
monk = monk = 僧人, 和尚 = 位 = adult
`)

export const garments = lexicon(`
dress = dress|dresses, gown, frock, sundress|sundresses = 连衣裙, 裙子, 长裙 = 条 = clothes
skirt = skirt = 短裙, 半身裙 = 条 = clothes
shirt = shirt, button-up shirt = 衬衫, 衬衣 = 件 = clothes
tshirt = T-shirt, tee = T恤, 短袖 = 件 = clothes
coat = coat, overcoat, down jacket = 大衣, 外套, 羽绒服 = 件 = clothes
jacket = jacket, windbreaker = 夹克, 冲锋衣 = 件 = clothes
sweater = sweater, jumper, pullover = 毛衣, 针织衫 = 件 = clothes
jeans = ~jeans, ~denim trousers = 牛仔裤 = 条 = clothes
shorts = ~shorts = 短裤 = 条 = clothes
suit = suit = 西装, 西服 = 套 = clothes
swimsuit = swimsuit, bathing suit, bikini = 泳衣, 泳装, 比基尼 = 件 = clothes
raincoat = raincoat = 雨衣 = 件 = clothes
hanfu = ~hanfu, traditional Chinese dress|traditional Chinese dresses = 汉服 = 套 = clothes
kimono = kimono = 和服 = 套 = clothes
uniform = uniform, school uniform = 制服, 校服 = 套 = clothes
jersey = jersey, sports shirt = 球衣, 运动服 = 件 = clothes
weddingdress = wedding dress|wedding dresses, bridal gown = 婚纱 = 件 = clothes
hat = hat, cap, sun hat = 帽子, 太阳帽, 草帽 = 顶 = accessory
scarf = scarf|scarves = 围巾 = 条 = accessory
glasses = ~glasses, ~spectacles = 眼镜 = 副 = accessory
sunglasses = ~sunglasses, ~shades = 太阳镜, 墨镜 = 副 = accessory
backpack = backpack, rucksack = 背包, 双肩包 = 个 = accessory
mask = face mask = 口罩 = 个 = accessory
helmet = helmet = 头盔 = 个 = accessory
`)

/** The third list is the single character that colours take before a noun. */
export const colours = lexicon(`
red = red, bright red, dark red, crimson = 红色, 大红色, 鲜红色, 酒红色 = 红
blue = blue, light blue, navy blue = 蓝色, 浅蓝色, 深蓝色 = 蓝
green = green, dark green, light green = 绿色, 墨绿色, 浅绿色 = 绿
yellow = yellow, bright yellow = 黄色, 明黄色 = 黄
pink = pink, light pink = 粉色, 粉红色 = 粉
purple = purple, violet = 紫色, 淡紫色 = 紫
orange = orange = 橙色, 橘色 = 橙
white = white, off-white = 白色, 米白色 = 白
black = black = 黑色 = 黑
brown = brown, tan = 棕色, 褐色, 咖啡色 = 棕
grey = grey, gray = 灰色, 浅灰色 = 灰
`)
