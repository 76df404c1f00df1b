import { concepts } from './concept.js'

/** Towns, buildings, roads and what moves on them. */
export const buildings = concepts(`
city | city, urban, town, downtown, metropolis | 城市, 都市, 市区, 城镇, 市中心
skyline < city | skyline, cityscape | 天际线, 城市风光
street < city | street, alley, alleyway, sidewalk, pavement, lane | 街道, 街, 大街, 小巷, 街头, 胡同, 巷子, 人行道, 步行街, 街景
road | road, highway, motorway, freeway, path, trail, avenue | 路, 道路, 公路, 马路, 高速公路, 小路, 小径, 大道, 大路
crossing | crosswalk, zebra crossing, crossroads, intersection | 斑马线, 十字路口, 路口
building | building, architecture, edifice, block of flats, apartment building | 建筑, 建筑物, 楼, 大楼, 楼房, 房屋, 高楼, 公寓楼
skyscraper < building | skyscraper, high-rise, tower block, tall building | 摩天大楼, 高楼大厦, 摩天楼, 大厦
house < building | house, cottage, villa, cabin, bungalow, mansion | 房子, 别墅, 小屋, 木屋, 民居, 四合院
apartment < building | apartment, flat apartment | 公寓
tower < building | tower | 塔, 高塔, 铁塔
pagoda < tower | pagoda | 宝塔, 佛塔
temple < building | temple, monastery | 寺庙, 寺, 庙, 寺院, 庙宇, 道观, 佛寺
shrine < temple | shrine, torii | 神社, 鸟居
church < building | church, cathedral, chapel | 教堂, 大教堂
mosque < building | mosque, minaret | 清真寺
castle < building | castle, fortress, fort | 城堡, 古堡
palace < building | palace, forbidden city | 宫殿, 皇宫, 故宫
great-wall | great wall | 长城
pyramid | pyramid, sphinx | 金字塔
ruins | ruin, archaeological site | 废墟, 遗址, 遗迹
monument | monument, memorial, landmark | 纪念碑, 地标, 丰碑
museum < building | museum, gallery, art gallery | 博物馆, 美术馆, 画廊, 展馆
library < building | library | 图书馆
school < building | school, campus | 学校, 校园, 小学, 中学, 高中
university < school | university, college | 大学
kindergarten < school | kindergarten, preschool, nursery school | 幼儿园
hospital < building | hospital, clinic, ward | 医院, 诊所, 病房
hotel < building | hotel, hostel, inn, guesthouse, resort | 酒店, 宾馆, 旅馆, 民宿, 度假村, 客栈
shop < building | shop, store, boutique, shopping, bookstore, bookshop | 商店, 店铺, 店, 书店, 购物, 专卖店, 小店
supermarket < shop | supermarket, grocery, convenience store | 超市, 便利店
mall < shop | mall, shopping mall, shopping centre, shopping center, department store | 商场, 购物中心, 百货, 百货商店
bank-building < building | bank | 银行
cinema < building | cinema, movie theater, movie theatre, movie, film | 电影院, 影院, 电影, 看电影
theatre < building | theatre, theater, opera house, opera | 剧院, 剧场, 歌剧院, 大剧院, 戏院
stadium < building | stadium, arena, gymnasium | 体育场, 体育馆, 球场, 场馆
gym | gym, fitness centre, fitness center | 健身房
factory < building | factory, plant factory, warehouse, workshop | 工厂, 厂房, 仓库, 车间
construction-site | construction site, scaffolding | 工地, 建筑工地, 脚手架
windmill | windmill, wind turbine | 风车, 风力发电机
bridge | bridge, footbridge | 桥, 大桥, 桥梁, 天桥, 石桥, 小桥
tunnel | tunnel, underpass | 隧道, 地道
square | square, plaza | 广场
playground | playground | 游乐场, 操场, 儿童乐园
amusement-park | amusement park, theme park, funfair, fairground, disneyland | 游乐园, 主题公园, 迪士尼, 乐园, 欢乐谷
ferris-wheel | ferris wheel | 摩天轮
carousel | carousel, merry-go-round | 旋转木马
roller-coaster | roller coaster | 过山车
station | station, train station, railway station, platform | 车站, 火车站, 站台, 高铁站, 地铁站, 东站, 南站, 西站, 北站
airport | airport, terminal, runway | 机场, 候机楼, 航站楼, 跑道
bus-stop | bus stop | 公交站, 站牌
petrol-station | petrol station, gas station | 加油站
parking | parking, parking lot, car park | 停车场
cemetery | cemetery, grave, graveyard, tombstone, tomb | 墓地, 公墓, 坟墓, 墓碑, 扫墓
well | water well | 水井
vehicle | vehicle, transport, transportation | 车辆, 交通工具, 车
car < vehicle | car, automobile, sedan, suv, jeep | 汽车, 轿车, 小汽车, 车, 小车, 越野车, 车子, 私家车
sports-car < car | sports car, convertible, race car, racing car | 跑车, 敞篷车, 赛车
taxi < car | taxi, cab | 出租车, 的士, 计程车
police-car < car | police car | 警车
ambulance < vehicle | ambulance | 救护车
fire-engine < vehicle | fire engine, fire truck | 消防车
bus < vehicle | bus, coach bus, double-decker, minibus | 公交车, 巴士, 大巴, 公共汽车, 客车, 校车, 公车
truck < vehicle | truck, lorry, pickup truck, van | 卡车, 货车, 面包车
tractor < vehicle | tractor | 拖拉机
motorcycle < vehicle | motorcycle, motorbike, scooter, moped | 摩托车, 摩托, 机车, 电动车, 电瓶车
bicycle < vehicle | bicycle, bike, cycling, riding a bike | 自行车, 单车, 脚踏车, 骑车, 骑行, 骑自行车, 骑单车
tricycle < vehicle | tricycle | 三轮车
skateboard | skateboard, skateboarding | 滑板
train < vehicle | train, locomotive, railway, railroad, high-speed train | 火车, 列车, 高铁, 动车, 铁路, 铁轨
steam-train < train | steam train, steam locomotive | 蒸汽机车
subway < train | subway, metro, underground train, tube train | 地铁, 捷运
tram < train | tram, streetcar, trolley | 电车, 有轨电车
cable-car < vehicle | cable car, gondola lift, chairlift, ropeway | 缆车, 索道
plane < vehicle | plane, airplane, aeroplane, aircraft, jet, airliner | 飞机, 客机, 航班
helicopter < vehicle | helicopter | 直升机, 直升飞机
rocket | rocket, spaceship, satellite, spacecraft | 火箭, 飞船, 卫星
boat < vehicle | boat, ship, rowing boat, rowboat, canoe | 船, 小船, 轮船, 划船, 船只
kayak < boat | kayak, kayaking | 皮划艇
raft < boat | raft, rafting | 木筏, 竹筏
sailboat < boat | sailboat, sailing boat, sailing | 帆船
yacht < boat | yacht | 游艇
ferry < boat | ferry | 渡轮, 渡船
cruise-ship < boat | cruise ship, cruise, ocean liner | 邮轮, 游轮
speedboat < boat | speedboat, motorboat | 快艇, 摩托艇
submarine < boat | submarine | 潜艇, 潜水艇
dragon-boat < boat | dragon boat | 龙舟, 赛龙舟
carriage < vehicle | carriage, horse-drawn carriage, rickshaw | 马车, 人力车, 黄包车
sled | sled, sleigh, toboggan | 雪橇
licence-plate | licence plate, license plate, number plate | 车牌
steering-wheel | steering wheel, dashboard car | 方向盘
wheel | wheel, tyre, tire | 车轮, 轮胎
`)
