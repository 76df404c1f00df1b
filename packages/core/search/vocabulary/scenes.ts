import { concepts } from './concept.js'

/** Landscape, weather, light, rooms: where and when a scene is. */
export const scenes = concepts(`
beach < sea | beach, seaside, shore, seashore, coast, coastline, shoreline, by the sea, sandy beach | 海滩, 沙滩, 海边, 海岸, 海岸线, 海滨
sea | sea, ocean, seascape, seawater | 海, 大海, 海洋, 海面, 海水, 海景
wave < sea | wave, surf wave | 海浪, 浪花, 波浪, 浪
sand | sand, sandy | 沙, 沙子
dune < sand | dune, sand dune | 沙丘
sandcastle < sand | sandcastle, sand castle | 沙堡
island | island, islet | 岛, 岛屿, 小岛, 海岛
harbour | harbour, harbor, port, marina, pier, dock, wharf | 港口, 码头, 港湾, 海港, 栈桥
lighthouse | lighthouse | 灯塔
river < water | river, stream, creek, brook | 河, 河流, 小河, 江, 溪流, 小溪, 溪, 河边, 江边, 江河
canal < river | canal | 运河
lake < water | lake, lakeside | 湖, 湖泊, 湖水, 湖面, 湖边, 湖畔
pond < lake | pond | 池塘
waterfall < water | waterfall, cascade | 瀑布
water | water | 水, 水面, 河水
fountain | fountain | 喷泉
swimming-pool | swimming pool, pool | 泳池, 游泳池
hot-spring | hot spring, onsen, spa | 温泉
mountain | mountain, mount, peak, hill, mountaintop, summit, alps | 山, 山峰, 高山, 山脉, 大山, 群山, 山顶, 山坡, 小山, 山上, 山景
snow-mountain < mountain, snow | snowy mountain, snow-capped mountain, snow mountain | 雪山
valley | valley, canyon, gorge, ravine | 山谷, 峡谷
cliff | cliff | 悬崖, 峭壁
cave | cave, cavern | 洞穴, 山洞, 溶洞
volcano < mountain | volcano, lava | 火山
glacier | glacier, iceberg | 冰川, 冰山
desert | desert, gobi | 沙漠, 戈壁, 荒漠
forest | forest, =woods, woodland, jungle, rainforest, bamboo forest | 森林, 树林, 丛林, 林子, 雨林, 竹林
grass | grass, lawn, meadow, grassland, pasture, prairie | 草, 草地, 草坪, 草原, 牧场, 青草
field | field, farmland, crop | 田野, 田地, 农田, 田
rice-terrace < field | rice terrace, rice paddy, paddy field | 梯田, 稻田, 水稻
wheat-field < field | wheat, wheat field | 麦田, 小麦
farm | farm, farmhouse, barn, ranch | 农场, 农庄, 谷仓
vineyard | vineyard | 葡萄园
garden | garden, botanical garden, backyard, courtyard | 花园, 植物园, 院子, 庭院, 园林, 后院
park | park | 公园
landscape | landscape, scenery, view, nature, panorama, vista | 风景, 景色, 自然, 大自然, 风光, 景观, 全景, 山水
sky | sky | 天空, 天上
blue-sky < sky, blue | blue sky, clear sky | 蓝天, 晴空
cloud | cloud, cloudy, overcast | 云, 云朵, 白云, 多云, 阴天, 乌云, 云海, 彩云
sun | sun, sunny, sunshine, sunlight | 太阳, 阳光, 晴天, 日光, 晴朗
sunrise | sunrise, dawn, daybreak | 日出, 黎明, 清晨, 朝霞, 晨曦
sunset | sunset, dusk, sundown, twilight, golden hour, evening glow, afterglow | 日落, 夕阳, 黄昏, 晚霞, 落日, 傍晚, 火烧云, 余晖
moon | moon, moonlight, full moon | 月亮, 个月亮, 月, 月光, 明月, 圆月, 满月
star | star, starry, starry sky, starlight | 星星, 星空, 繁星, 星
milky-way < star | milky way, galaxy | 银河
aurora | aurora, northern lights | 极光
eclipse | eclipse | 日食, 月食
rainbow | rainbow | 彩虹
lightning | lightning, thunder, thunderstorm, storm | 闪电, 雷电, 暴风雨, 打雷, 雷雨
rain | rain, rainy, raining, drizzle, puddle | 雨, 下雨, 雨天, 大雨, 雨水, 雨中, 小雨, 暴雨, 水坑
snow | snow, snowy, snowfall, snowing, blizzard, snowflake | 雪, 下雪, 雪地, 雪景, 大雪, 积雪, 雪花, 白雪, 飘雪
snowman | snowman | 雪人, 堆雪人
ice | ice, icy, icicle, frozen, frost | 冰, 结冰, 冰雪, 冰柱, 冰块, 霜
fog | fog, foggy, mist, misty, haze | 雾, 大雾, 薄雾, 雾气, 雾霾, 晨雾
wind | wind, windy, typhoon, hurricane, tornado | 风, 大风, 台风, 龙卷风, 刮风
spring-season | springtime | 春天, 春季, 春日, 春色, 春
summer-season | summer, summertime | 夏天, 夏季, 夏日, 盛夏, 夏
autumn-season | autumn, autumnal, =fall season | 秋天, 秋季, 秋日, 秋色, 深秋, 金秋, 秋
autumn-leaves < autumn-season | autumn leaves, fall foliage, fall colors, fall colours, fall leaves, autumn colours, autumn colors, foliage, maple leaf, red leaves | 红叶, 秋叶, 枫叶, 落叶, 黄叶
winter-season | winter, wintertime, wintry | 冬天, 冬季, 冬日, 寒冬, 冬
night | night, nighttime, midnight, nightscape, night view, night scene | 夜晚, 夜景, 晚上, 夜, 夜里, 深夜, 夜间, 夜色, 午夜, 黑夜
morning | morning | 早晨, 早上, 上午, 清早
noon | noon, midday | 中午, 正午
afternoon | afternoon | 下午, 午后
daytime | daytime, daylight | 白天, 白昼
evening | evening | 晚间
dark | dark, darkness, dim | 黑暗, 昏暗, 暗
bright | bright, luminous | 明亮, 亮
indoor | indoor, inside, interior | 室内, 屋内, 屋里
outdoor | outdoor, outside, open air, alfresco | 户外, 室外, 野外, 露天, 郊外
reflection | reflection, reflected, mirrored | 倒影, 反射, 反光
shadow | shadow, shade | 影子, 阴影, 树荫, 树影
close-up | close-up, closeup, macro | 特写, 微距
aerial | aerial, aerial view, bird's eye view, from above | 航拍, 俯瞰, 鸟瞰, 俯拍
blurry | blurry, blurred, out of focus, bokeh | 模糊, 虚焦, 虚化
room < home | room | 房间, 屋子
home | home, household | 家, 家里, 家居, 家中
living-room < room | living room, lounge, sitting room | 客厅, 起居室
bedroom < room | bedroom | 卧室, 睡房
kitchen < room | kitchen | 厨房
bathroom < room | bathroom | 浴室
dining-room < room | dining room | 饭厅
study-room < room | study room, home office | 书房
balcony | balcony, terrace, patio, rooftop | 阳台, 露台, 天台, 屋顶, 楼顶
basement | basement, cellar, attic | 地下室, 阁楼, 地窖
garage | garage, parking garage | 车库
office | office, workplace, cubicle, meeting room | 办公室, 会议室, 工位, 写字楼
classroom | classroom | 教室, 课堂
underwater | underwater | 水下, 海底
countryside | countryside, rural, village | 乡村, 村庄, 农村, 乡下, 村子, 田园, 古村
old-town | old town, ancient town, water town | 古镇, 老街, 古城, 水乡
`)
