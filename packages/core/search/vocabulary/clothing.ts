import { concepts } from './concept.js'

/** What people wear and carry. */
export const clothing = concepts(`
clothing | clothing, clothes, outfit, garment, apparel | 衣服, 服装, 服饰, 穿着, 穿搭, 衣物, 衣裳, 上衣, 衣
dress < clothing | dress, gown, frock, sundress | 连衣裙, 裙装, 长裙, 晚礼服, 礼服, 裙子, 裙
skirt < clothing | skirt, miniskirt | 半身裙, 短裙, 裙子, 裙, 百褶裙
summer-dress < dress | summer dress | 夏裙
shirt < clothing | shirt, blouse, top | 衬衫, 衬衣, 衫
t-shirt < shirt | t-shirt, tee, tshirt, t shirt | t恤, t恤衫, 短袖, 体恤
sweater < clothing | sweater, jumper, pullover, cardigan, knitwear | 毛衣, 针织衫, 羊毛衫, 开衫
hoodie < clothing | hoodie, sweatshirt | 卫衣, 连帽衫
coat < clothing | coat, jacket, overcoat, parka, blazer, windbreaker, winter coat, winter jacket | 外套, 大衣, 夹克, 风衣, 冲锋衣, 棉袄, 棉衣
down-jacket < coat | down jacket, puffer jacket | 羽绒服
raincoat < coat | raincoat, poncho | 雨衣, 雨披
suit < clothing | suit, tuxedo, business suit, formal wear | 西装, 西服, 正装, 燕尾服
tie < clothing | tie, necktie, bow tie | 领带, 领结
vest < clothing | vest, waistcoat, tank top | 背心, 马甲
trousers < clothing | trousers, pants, slacks, leggings | 裤子, 长裤, 西裤, 裤
jeans < trousers | jeans, denim | 牛仔裤, 牛仔
shorts < trousers | shorts | 短裤
uniform < clothing | uniform, school uniform | 制服, 校服, 军装
pyjamas < clothing | pyjamas, pajamas, nightgown, bathrobe | 睡衣, 浴袍, 家居服
underwear < clothing | underwear, bra, lingerie, panties | 内衣, 内裤, 文胸
swimsuit < clothing | swimsuit, bikini, swimwear, swimming trunks, bathing suit | 泳衣, 比基尼, 泳装, 泳裤
wedding-dress < dress, wedding | wedding dress, wedding gown, bridal gown | 婚纱
kimono < clothing | kimono, yukata | 和服, 浴衣
qipao < dress | qipao, cheongsam | 旗袍
hanfu < clothing | hanfu | 汉服, 古装
costume < clothing | costume, cosplay, fancy dress, disguise | 戏服, 角色扮演, 装扮, 道具服, 化装
shoes < clothing | shoe, footwear, loafer | 鞋, 鞋子, 皮鞋, 布鞋
high-heels < shoes | high heel, =heels | 高跟鞋
sneakers < shoes | sneaker, trainers shoes, running shoes | 运动鞋, 球鞋, 跑鞋
boots < shoes | boot | 靴子, 靴, 长靴, 雨靴
sandals < shoes | sandal, flip-flop, slipper | 拖鞋, 凉鞋, 人字拖
socks < clothing | sock, stocking, tights | 袜子, 丝袜, 长袜
hat < clothing | hat, cap, beanie, straw hat, baseball cap, sun hat | 帽子, 帽, 草帽, 棒球帽, 鸭舌帽, 遮阳帽, 毛线帽
helmet | helmet, hard hat | 头盔, 安全帽
scarf < clothing | scarf, shawl | 围巾, 披肩, 丝巾
gloves < clothing | glove, mitten | 手套
belt < clothing | belt | 皮带, 腰带
eyeglasses | =glasses, eyeglasses, spectacles | 眼镜
sunglasses < eyeglasses | sunglasses, =shades | 墨镜, 太阳镜, 太阳眼镜
mask | mask, face mask | 口罩, 面具, 面罩
jewellery | jewellery, jewelry, pearl | 首饰, 珠宝, 饰品, 珍珠
necklace < jewellery | necklace, pendant | 项链
earring < jewellery | earring | 耳环, 耳钉
bracelet < jewellery | bracelet, bangle | 手镯, 手链
ring < jewellery | ring, wedding ring, diamond ring | 戒指, 钻戒, 婚戒
crown | crown, tiara | 皇冠, 王冠
watch-wrist | watch, wristwatch, smartwatch | 手表, 腕表
bag | bag, handbag, purse, tote | 包, 包包, 手提包, 手袋, 挎包, 袋子, 提包
backpack < bag | backpack, rucksack, schoolbag | 背包, 书包, 双肩包
suitcase < bag | suitcase, luggage, baggage | 行李, 行李箱, 箱子, 拉杆箱
wallet < bag | wallet, purse wallet | 钱包
umbrella | umbrella, parasol | 伞, 雨伞, 遮阳伞, 阳伞, 太阳伞
hairpin < jewellery | hairpin, hair clip, headband | 发夹, 发卡, 头饰
`)
