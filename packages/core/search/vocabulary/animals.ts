import { concepts } from './concept.js'

/** Animals, at home and wild. */
export const animals = concepts(`
animal | animal, creature, critter | 动物, 小动物
pet < animal | pet | 宠物, 爱宠, 毛孩子
dog < animal, pet | dog, doggy, doggie, hound, pooch | 狗, 小狗, 狗狗, 犬, 汪星人, 大狗, 狗子, 宠物狗, 流浪狗
puppy < dog | puppy, pup | 幼犬, 小奶狗
labrador < dog | labrador, golden retriever, retriever | 金毛, 拉布拉多, 金毛犬
husky < dog | husky, malamute | 哈士奇, 雪橇犬, 二哈
corgi < dog | corgi | 柯基
poodle < dog | poodle, toy poodle | 贵宾犬, 泰迪
shepherd-dog < dog | german shepherd, sheepdog, border collie, collie | 牧羊犬, 德牧, 边牧
shiba < dog | shiba, shiba inu, akita | 柴犬, 秋田犬
chihuahua < dog | chihuahua | 吉娃娃
bulldog < dog | bulldog, pug | 斗牛犬, 法斗, 巴哥犬
cat < animal, pet | cat, kitty, feline, pussycat, tabby | 猫, 小猫, 猫咪, 喵星人, 猫猫, 大猫, 花猫, 流浪猫, 宠物猫, 狸花猫
kitten < cat | kitten | 幼猫, 小奶猫
rabbit < animal | rabbit, bunny, hare | 兔, 兔子, 小兔子, 野兔, 小兔
hamster < animal, pet | hamster, guinea pig, gerbil | 仓鼠, 豚鼠, 荷兰猪
mouse-animal < animal | mouse, rat | 老鼠, 小老鼠, 鼠
squirrel < animal | squirrel, chipmunk | 松鼠, 花栗鼠
hedgehog < animal | hedgehog | 刺猬
bird < animal | bird, birdie | 鸟, 小鸟, 鸟儿, 鸟类, 飞鸟, 候鸟
parrot < bird | parrot, budgie, parakeet, cockatoo, macaw | 鹦鹉
pigeon < bird | pigeon, dove | 鸽子, 鸽
sparrow < bird | sparrow | 麻雀
crow < bird | crow, raven, magpie | 乌鸦, 喜鹊
eagle < bird | eagle, hawk, falcon, bird of prey | 鹰, 老鹰, 雄鹰, 猎鹰
owl < bird | owl | 猫头鹰
swan < bird | swan | 天鹅, 白天鹅
duck < bird | duck, duckling, mallard | 鸭, 鸭子, 小鸭, 鸳鸯, 野鸭
goose < bird | goose, gosling | 鹅, 大雁, 大鹅, 雁
chicken-animal < bird | chicken, hen, rooster, chick, cockerel | 鸡, 公鸡, 母鸡, 小鸡, 大公鸡
peacock < bird | peacock | 孔雀
crane-bird < bird | crane, heron, egret, stork | 鹤, 仙鹤, 丹顶鹤, 白鹭, 白鹤, 苍鹭
flamingo < bird | flamingo | 火烈鸟
seagull < bird | seagull, gull | 海鸥
penguin < bird | penguin | 企鹅
ostrich < bird | ostrich, emu | 鸵鸟
hummingbird < bird | hummingbird | 蜂鸟
swallow-bird < bird | barn swallow, swallows | 燕子
horse < animal | horse, pony, mare, stallion, foal | 马, 马匹, 骏马, 小马
donkey < animal | donkey, mule | 驴, 驴子, 毛驴, 骡子
zebra < animal | zebra | 斑马
cow < animal | cow, cattle, bull, calf, ox | 牛, 奶牛, 黄牛, 牛群, 小牛, 公牛
yak < cow | yak | 牦牛
water-buffalo < cow | water buffalo, buffalo, bison | 水牛, 野牛
sheep < animal | sheep, lamb, ram, flock of sheep | 羊, 绵羊, 羊群, 羔羊, 小羊
goat < animal | goat | 山羊
alpaca < animal | alpaca, llama | 羊驼, 草泥马
pig < animal | pig, piglet, hog, boar | 猪, 小猪, 野猪
deer < animal | deer, fawn, stag | 鹿, 小鹿, 梅花鹿
reindeer < deer | reindeer | 驯鹿
moose < deer | moose, elk | 麋鹿, 驼鹿
antelope < deer | antelope, gazelle | 羚羊
giraffe < animal | giraffe | 长颈鹿
elephant < animal | elephant | 大象, 象, 小象
lion < animal | lion, lioness | 狮子, 雄狮
tiger < animal | tiger | 老虎, 虎
leopard < animal | leopard, cheetah, jaguar | 豹, 豹子, 猎豹, 雪豹
bear < animal | bear, grizzly, polar bear | 熊, 北极熊, 狗熊
panda < animal | panda, giant panda | 熊猫, 大熊猫
red-panda < animal | red panda | 小熊猫
koala < animal | koala | 考拉, 树袋熊
kangaroo < animal | kangaroo, wallaby | 袋鼠
monkey < animal | monkey, baboon | 猴子, 猴, 金丝猴, 小猴子
ape < monkey | ape, gorilla, chimpanzee, orangutan | 猩猩, 大猩猩, 黑猩猩
wolf < animal | wolf | 狼
fox < animal | fox | 狐狸
camel < animal | camel | 骆驼
rhino < animal | rhino, rhinoceros | 犀牛
hippo < animal | hippo, hippopotamus | 河马
raccoon < animal | raccoon | 浣熊
otter < animal | otter, beaver | 水獭, 海狸
bat-animal < animal | bat | 蝙蝠
snake < animal | snake, python, cobra | 蛇, 蟒蛇
lizard < animal | lizard, gecko, iguana, chameleon | 蜥蜴, 壁虎, 变色龙
crocodile < animal | crocodile, alligator | 鳄鱼
turtle < animal | turtle, tortoise, terrapin | 乌龟, 龟, 海龟
frog < animal | frog, toad, tadpole | 青蛙, 蟾蜍, 蛙, 蝌蚪
dinosaur < animal | dinosaur | 恐龙
fish < animal | fish, carp, koi | 鱼, 小鱼, 鲤鱼, 锦鲤, 鱼群, 鱼儿
goldfish < fish | goldfish | 金鱼
shark < animal | shark | 鲨鱼
whale < animal | whale, orca, blue whale | 鲸, 鲸鱼, 虎鲸, 蓝鲸
dolphin < animal | dolphin | 海豚
seal-animal < animal | seal, sea lion, walrus | 海豹, 海狮, 海象
jellyfish < animal | jellyfish | 水母
starfish < animal | starfish | 海星
octopus < animal | octopus, squid, cuttlefish | 章鱼, 乌贼
seahorse < animal | seahorse | 海马
coral < sea | coral, coral reef | 珊瑚, 珊瑚礁
crab-animal < animal, seafood | crab | 螃蟹, 蟹, 大闸蟹
snail < animal | snail, slug | 蜗牛
seashell < sea | seashell, shell, conch | 贝壳, 海螺
insect < animal | insect, bug | 昆虫, 虫子, 虫
butterfly < insect | butterfly, moth | 蝴蝶, 飞蛾
bee < insect | bee, bumblebee, wasp, honeybee | 蜜蜂, 黄蜂
dragonfly < insect | dragonfly | 蜻蜓
ladybird < insect | ladybird, ladybug, beetle | 瓢虫, 甲虫
ant < insect | ant | 蚂蚁
spider < animal | spider, cobweb, spider web | 蜘蛛, 蜘蛛网
grasshopper < insect | grasshopper, cricket insect, cicada, mantis | 蚱蜢, 蟋蟀, 蝉, 螳螂
firefly < insect | firefly | 萤火虫
zoo | zoo, safari, petting zoo | 动物园
aquarium | aquarium, fish tank | 水族馆, 海洋馆, 鱼缸
`)
