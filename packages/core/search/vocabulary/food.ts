import { concepts } from './concept.js'

/** Meals, dishes, fruit, drinks. */
export const food = concepts(`
food | food, meal, dish, cuisine, snack | 美食, 食物, 菜, 饭菜, 菜肴, 小吃, 零食, 料理, 餐, 大餐, 吃的
breakfast < food | breakfast, brunch | 早餐, 早饭, 早点
lunch < food | lunch | 午餐, 午饭, 便当
dinner < food | dinner, supper, banquet, feast | 晚餐, 晚饭, 年夜饭, 宴席, 宴会, 团圆饭
buffet < food | buffet | 自助餐
picnic < food | picnic | 野餐
barbecue < food | barbecue, bbq, grill, grilled, kebab, skewer | 烧烤, 烤肉, 烤串, 串串, 羊肉串
hotpot < food | hotpot, hot pot, fondue | 火锅, 涮锅, 麻辣烫
noodles < food | noodle, udon, lo mein | 面条, 面食, 乌冬面, 牛肉面, 凉面, 炒面, 一碗面
ramen < noodles | ramen | 拉面
rice-noodles < noodles | rice noodle, pho | 米线, 米粉, 河粉
pasta < food | pasta, spaghetti, lasagne, lasagna, macaroni | 意面, 意大利面, 通心粉
rice < food | rice, fried rice, risotto | 米饭, 炒饭, 饭, 白饭, 盖饭
porridge < food | porridge, congee, oatmeal | 粥, 稀饭, 燕麦粥
dumpling < food | dumpling, gyoza, making dumplings, wrapping dumplings | 饺子, 水饺, 煎饺, 包饺子, 饺
wonton < dumpling | wonton | 馄饨, 云吞
dim-sum < food | dim sum, soup dumpling | 点心, 烧麦, 烧卖, 小笼包, 早茶
steamed-bun < food | steamed bun, bao, baozi, mantou | 包子, 馒头, 花卷
spring-roll < food | spring roll, egg roll | 春卷
pancake < food | pancake, crepe, waffle | 煎饼, 薄饼, 松饼, 华夫饼, 班戟
bread < food | bread, toast bread, baguette, loaf, bagel, bun | 面包, 吐司, 法棍
croissant < bread | croissant | 牛角包, 可颂
sandwich < food | sandwich, burrito, taco, wrap sandwich | 三明治, 卷饼
hamburger < food | hamburger, burger, cheeseburger | 汉堡, 汉堡包
hot-dog < food | hot dog | 热狗
sausage < food | sausage, frankfurter | 香肠, 腊肠
pizza < food | pizza | 披萨, 比萨
french-fries < food | french fries, fries, chips | 薯条, 薯片
fried-chicken < food | fried chicken, chicken wing, chicken nugget, chicken leg, chicken breast, chicken curry, roast chicken, roasted chicken, chicken meat | 炸鸡, 鸡翅, 鸡腿, 鸡块, 烤鸡, 鸡肉, 白切鸡, 鸡排, 鸡丁, 鸡胸, 鸡爪, 烧鸡, 炖鸡, 辣子鸡, 大盘鸡, 口水鸡, 黄焖鸡
roast-duck < food | roast duck, roasted duck, peking duck, crispy duck, duck breast, duck leg, duck meat | 烤鸭, 北京烤鸭, 鸭肉, 鸭腿, 烧鸭, 板鸭, 盐水鸭
roast-goose < food | roast goose | 烧鹅, 烤鹅, 卤鹅
roast-turkey < food | roast turkey, turkey, turkey sandwich, turkey dinner | 火鸡
steak < food | steak, beef, roast beef | 牛排, 牛肉, 肥牛
pork < food | pork, bacon, ham | 猪肉, 培根, 火腿, 红烧肉, 五花肉, 排骨
lamb-meat < food | lamb chop, mutton | 羊肉, 羊排
meat < food | meat | 肉, 肉类, 卤肉
seafood < food | seafood | 海鲜
shrimp < seafood | shrimp, prawn | 虾, 大虾, 虾仁
lobster < seafood | lobster, crayfish | 龙虾, 小龙虾
shellfish < seafood | shellfish, oyster, clam, scallop, mussel, abalone | 生蚝, 扇贝, 鲍鱼, 蛤蜊, 贝类
fish-dish < seafood | fish dish, grilled fish, steamed fish, fried fish, baked fish, fish fillet, fish and chips, fish ball, salmon, tuna | 烤鱼, 鱼肉, 清蒸鱼, 蒸鱼, 炸鱼, 煎鱼, 红烧鱼, 酸菜鱼, 水煮鱼, 糖醋鱼, 鱼片, 鱼排, 鱼丸, 三文鱼, 金枪鱼
sushi < food | sushi, sashimi | 寿司, 刺身, 生鱼片
tofu < food | tofu, bean curd | 豆腐
soup < food | soup, broth, stew | 汤, 浓汤, 鸡汤, 炖汤
salad < food | salad | 沙拉, 色拉
egg < food | egg, omelette, omelet, fried egg | 鸡蛋, 蛋, 煎蛋, 荷包蛋, 炒蛋
cheese < food | cheese | 奶酪, 芝士, 乳酪
cake < dessert | cake, cupcake, muffin, cheesecake, gateau | 蛋糕, 糕点, 杯子蛋糕, 奶油蛋糕
birthday-cake < cake, birthday | birthday cake | 生日蛋糕
dessert < food | dessert, sweets, pudding, pastry, pie, tart | 甜点, 甜品, 布丁, 派, 蛋挞, 点心
ice-cream < dessert | ice cream, gelato, sorbet, popsicle, ice lolly | 冰淇淋, 冰激凌, 雪糕, 冰棍, 甜筒, 雪芭
chocolate < dessert | chocolate | 巧克力
candy < dessert | candy, lollipop, sweets, cotton candy | 糖, 糖果, 棒棒糖, 棉花糖, 糖葫芦
cookie < dessert | cookie, biscuit, cracker | 饼干, 曲奇
doughnut < dessert | doughnut, donut | 甜甜圈
mooncake < dessert | mooncake, moon cake | 月饼, 个月饼
zongzi < food | zongzi, rice dumpling, sticky rice dumpling | 粽子
tangyuan < dessert | tangyuan, glutinous rice ball | 汤圆
popcorn < food | popcorn | 爆米花
fruit < food | fruit | 水果, 果实, 果盘, 果子
apple-fruit < fruit | apple | 苹果
banana < fruit | banana | 香蕉
orange-fruit < fruit | =orange, =oranges, tangerine, mandarin, clementine | 橙子, 橘子, 桔子, 柑橘, 鲜橙, 橙
lemon < fruit | lemon, lime | 柠檬, 青柠
grape < fruit | grape | 葡萄, 提子
strawberry < fruit | strawberry | 草莓
blueberry < fruit | blueberry, raspberry, blackberry | 蓝莓, 树莓
cherry < fruit | cherry | 樱桃, 车厘子
peach < fruit | peach, nectarine | 桃子, 水蜜桃, 桃
plum < fruit | plum, apricot | 李子, 杏, 杏子
pear < fruit | pear | 梨, 梨子, 雪梨
watermelon < fruit | watermelon, melon | 西瓜, 哈密瓜, 甜瓜
pineapple < fruit | pineapple | 菠萝, 凤梨
mango < fruit | mango | 芒果
kiwi-fruit < fruit | kiwi fruit, kiwifruit | 猕猴桃, 奇异果
coconut < fruit | coconut | 椰子
lychee < fruit | lychee, longan | 荔枝, 龙眼
dragon-fruit < fruit | dragon fruit, pitaya | 火龙果
durian < fruit | durian | 榴莲
pomegranate < fruit | pomegranate | 石榴
persimmon < fruit | persimmon | 柿子
vegetable < food | vegetable, =greens, veg, veggie | 蔬菜, 青菜, 时蔬, 菜叶
tomato < vegetable | tomato | 番茄, 西红柿
potato < vegetable | potato | 土豆, 马铃薯
sweet-potato < vegetable | sweet potato | 红薯, 地瓜, 番薯
carrot < vegetable | carrot, radish | 胡萝卜, 萝卜
corn < vegetable | corn, maize, sweetcorn | 玉米
cucumber < vegetable | cucumber | 黄瓜
pepper < vegetable | pepper, chilli, chili | 辣椒, 青椒, 彩椒
onion < vegetable | onion, spring onion, leek | 洋葱, 葱
garlic < vegetable | garlic | 大蒜, 蒜
cabbage < vegetable | cabbage | 白菜, 卷心菜, 包菜, 大白菜
lettuce < vegetable | lettuce | 生菜
spinach < vegetable | spinach | 菠菜
broccoli < vegetable | broccoli | 西兰花
cauliflower < vegetable | cauliflower | 花菜, 花椰菜
mushroom < vegetable | mushroom, fungus | 蘑菇, 香菇, 菌菇
pumpkin < vegetable | pumpkin, jack-o-lantern, squash vegetable | 南瓜, 南瓜灯
aubergine < vegetable | aubergine, eggplant | 茄子
peanut < food | peanut, nut, walnut, almond, cashew | 花生, 坚果, 核桃, 杏仁, 腰果, 瓜子
bean < food | bean, pea, soybean | 豆子, 豌豆, 大豆, 毛豆, 豆类
drink < food | drink, beverage, soft drink, soda, cola, coke | 饮料, 饮品, 喝的, 可乐, 汽水
coffee < drink | coffee, latte, cappuccino, espresso, americano, mocha | 咖啡, 拿铁, 卡布奇诺, 美式咖啡, 手冲
tea < drink | tea, teacup | 茶, 茶杯, 喝茶, 茶水, 茶叶
green-tea < tea | green tea, matcha | 绿茶, 抹茶
black-tea < tea | black tea | 红茶
teapot < tea | teapot, tea set | 茶壶, 茶具
milk-tea < drink | milk tea, bubble tea, boba | 奶茶, 珍珠奶茶
milk < drink | milk, yogurt, yoghurt | 牛奶, 酸奶, 鲜奶
juice < drink | juice, smoothie, lemonade | 果汁, 橙汁, 柠檬水, 鲜榨
orange-juice < juice, orange-fruit | orange juice | 橙汁, 鲜橙汁
water-drink < drink | bottled water, glass of water, mineral water, water bottle | 矿泉水, 瓶装水, 水杯, 水瓶
beer < alcohol | beer, pint, ale, lager | 啤酒, 扎啤
wine < alcohol | wine, wine glass | 葡萄酒, 酒杯
red-wine < wine | red wine | 红酒, 红葡萄酒, 红酒杯
white-wine < wine | white wine | 白葡萄酒
champagne < wine | champagne, prosecco | 香槟
alcohol < drink | alcohol, liquor, vodka, sake | 酒, 白酒, 烈酒, 清酒, 喝酒, 酒水
whisky < alcohol | whisky, whiskey | 威士忌
cocktail < alcohol | cocktail, mojito | 鸡尾酒
restaurant | restaurant, diner, canteen, eatery, bistro, food court | 餐厅, 饭店, 餐馆, 食堂, 饭馆, 酒楼, 大排档
cafe | cafe, coffee shop, coffeehouse | 咖啡馆, 咖啡厅, 咖啡店
bar | bar, pub, tavern | 酒吧, 小酒馆
market | market, farmers market, street market, bazaar, night market | 市场, 集市, 菜市场, 夜市, 市集, 早市
cooking | cooking, baking, cook | 做饭, 烹饪, 下厨, 烘焙, 炒菜
menu < document | menu, restaurant menu | 菜单, 菜谱
`)
