import { lexicon } from './lexicon.js'

/** English with its preposition; the bare noun is what follows the article. Chinese without 在. */
export const settings = lexicon(`
beach = on the beach, at the seaside, by the shore, on the sandy beach = 海滩, 海边, 沙滩, 海滨 == water outdoor
sea = on the sea, on the ocean, out at sea = 海上, 大海, 海面 == water outdoor
park = in the park, in a city park = 公园, 公园草坪 == outdoor
garden = in the garden, in the back garden, in the yard = 花园, 院子 == outdoor
forest = in the forest, in the woods, among tall trees = 森林, 树林, 林间 == nature outdoor
mountain = in the mountains, on a mountain trail, on the mountain = 山上, 山间, 高山 == nature outdoor
lake = by the lake, at the lakeside, on the lake shore = 湖边, 湖畔 == water nature outdoor
river = by the river, on the riverbank = 河边, 江边 == water outdoor
desert = in the desert, on the dunes = 沙漠, 沙丘 == nature outdoor
grassland = on the grassland, on the meadow, on the lawn = 草地, 草原, 草坪 == nature outdoor
snowfield = in the snow, on the snowy ground, on the ski slope = 雪地, 雪原, 滑雪场 == nature outdoor
street = on the street, in the street, on the road = 街道, 街头, 马路 == urban outdoor
market = at the market, at a street market = 市场, 集市, 菜市场 == urban
nightmarket = at the night market = 夜市 == urban outdoor
city = in the city, in the city centre, downtown = 城市, 市中心 == urban outdoor
restaurant = in a restaurant, at the restaurant table = 餐厅, 饭店, 餐馆 == indoor
cafe = in a café, in a coffee shop = 咖啡馆, 咖啡厅 == indoor
kitchen = in the kitchen = 厨房 == indoor home
livingroom = in the living room, in the sitting room = 客厅 == indoor home
bedroom = in the bedroom = 卧室 == indoor home
balcony = on the balcony = 阳台 == home
office = in the office, at a desk in the office = 办公室 == indoor
classroom = in the classroom = 教室 == indoor school
campus = on the campus, at school = 校园, 学校 == outdoor school
library = in the library = 图书馆 == indoor
hospital = in the hospital, on a hospital ward = 医院, 病房 == indoor
station = at the railway station, on the platform = 火车站, 站台 == urban
airport = at the airport, in the departure hall = 机场, 候机厅 == urban
stadium = in the stadium, at the stadium = 体育场, 球场 == 
gym = in the gym = 健身房 == indoor
pool = in the swimming pool, by the pool = 游泳池, 泳池 == water
playground = at the playground = 游乐场, 儿童乐园 == outdoor
zoo = at the zoo = 动物园 == outdoor
museum = in the museum, in the gallery = 博物馆, 美术馆, 展厅 == indoor
templeyard = at the temple, at the shrine, in the temple courtyard = 寺庙, 古寺, 神社 == outdoor
churchhall = in the church = 教堂 == indoor
stage = on stage, in the concert hall = 舞台, 音乐厅 == 
farm = on the farm, in the fields = 农场, 田野 == outdoor
campsite = at the campsite = 营地, 露营地 == outdoor
hotel = in a hotel room = 酒店房间, 宾馆 == indoor
supermarket = in the supermarket = 超市 == indoor
banquet = in the banquet hall = 宴会厅 == indoor
`)

export const skies = lexicon(`
sunny = under a bright sun, on a sunny day, under a clear blue sky = 阳光明媚, 晴空下, 蓝天下
sunset = at sunset, at dusk, as the sun goes down = 日落时分, 夕阳下, 傍晚
sunrise = at sunrise, at dawn = 日出时分, 清晨
night = at night, in the evening lights = 夜晚, 夜里, 夜幕下
rain = in the rain, on a rainy day = 雨中, 下雨天
snow = in falling snow, on a snowy day = 大雪中, 下雪天
fog = in the fog, in morning mist = 雾中, 晨雾中
cloudy = under a cloudy sky = 阴天, 多云的天空下
`)

export const events = lexicon(`
birthday = birthday party, birthday celebration, birthday = 生日派对, 生日聚会, 过生日
wedding = wedding, wedding ceremony = 婚礼, 结婚典礼
graduation = graduation ceremony, graduation = 毕业典礼, 毕业
springfestival = Chinese New Year, Spring Festival = 春节, 过年, 新春
lanternfestival = Lantern Festival = 元宵节, 灯会
midautumn = Mid-Autumn Festival = 中秋节
dragonboat = Dragon Boat Festival = 端午节
christmas = Christmas = 圣诞节, 圣诞
halloween = Halloween = 万圣节
concert = concert, live show = 演唱会, 音乐会
exhibition = exhibition, art show = 展览, 画展
conference = conference, meeting = 会议, 大会
picnic = picnic = 野餐
camping = camping trip, camping = 露营
funeral = funeral, memorial service = 葬礼, 追悼会
sportsday = school sports day, sports meeting = 运动会
parade = parade = 游行
match = match, game = 比赛
familydinner = family dinner, reunion dinner = 家庭聚餐, 团圆饭
`)
