/** Questions that look as if they held a date, a place, a count or an exclusion, and hold none. Each line: the question → what is understood, as `brief` tells it. */
export const traps = `
奶奶的生日蛋糕 → 奶奶的生日蛋糕
April's birthday → April's birthday
photos of april at the beach → april at the beach
五月天演唱会 → 五月天演唱会
北京南 → 北京南
北京南站的火车票 → 北京南站的火车票
kids fall off the bike → kids fall off the bike
2024 Main Street → 2024 Main Street
IMG_2024 → IMG_2024
march of the penguins → march of the penguins
spring roll → spring roll
summer dress → summer dress
Paris Hilton → Paris Hilton
roast turkey → roast turkey
turkey sandwich → turkey sandwich
小雪 → 小雪
一家人 → 一家人
may be a cat → may be a cat
second floor → second floor
sun on the water → sun on the water
星期天 → 星期天
no. 5 → no. 5
China doll → China doll
无人机航拍 → 无人机航拍
raw fish → raw fish
iphone on the table → iphone on the table
woman in her 30s → woman in her 30s
有没有狗的照片 → 狗
show me three photos of dogs → dogs
大理石 → 大理石
home alone → home alone
有没有狗 → 狗
no smoking sign → no smoking sign
"no dogs" sign → "no dogs" sign
《去年》海报 → 《去年》海报
summer palace → summer palace
turkey → turkey
1920x1080 wallpaper → 1920x1080 wallpaper
圣诞老人 → 圣诞老人
圣诞树 → 圣诞树
Christmas tree → Christmas tree
Merry Christmas → Merry Christmas
Halloween costumes → Halloween costumes
五一广场 → 五一广场
清明上河图 → 清明上河图
双人床 → 双人床
自拍 → 自拍
invoices and receipts → invoices and receipts
温馨 → 温馨
cat.png → cat.png
videos of dogs → videos of dogs
收藏品 → 收藏品
her favourite dress → her favourite dress
Apple on the table → Apple on the table
family photos → family
家里的狗 → 家里的狗
中国菜 → 中国菜
上海滩 → 上海滩
kyotos → kyotos
Florence Nightingale → Florence Nightingale
Nice beach → Nice beach
a nice beach → nice beach
日光 → 日光
x-ray → x-ray
t-shirt → t-shirt
奶奶喜欢的花 → 奶奶喜欢的花
early morning → early morning
in the morning → morning
spring flowers → spring flowers
Fall foliage → Fall foliage
june wedding → june wedding
August's birthday → August's birthday
Sunday → Sunday
上半年 → 上半年
2024 main street → 2024 main street
日本人 → 日本人
no 2024 → no 2024
李国庆的照片 → 李国庆
陈小雪 → 陈小雪
Easter egg hunt → Easter egg hunt
Easter Island → Easter Island
winter coat → winter coat
May I see the dogs → May I see the dogs
fall down the stairs → fall down the stairs
2024款宝马 → 2024款宝马
room 1901 → room 1901
route 1966 → route 1966
IMG_20240501_123456.jpg → IMG_20240501_123456.jpg
DSC_2019 → DSC_2019
第3个人 → 第3个人
双人间 → 双人间
人山人海 → 人山人海
别墅 → 别墅
非洲 → 非洲
无锡 → 无锡
不锈钢锅 → 不锈钢锅
特别的狗 → 特别的狗
马上到家 → 马上到家
Cyberpunk 2077 → Cyberpunk 2077
人群 → 人群
nothing → nothing
don't show dogs → don't show dogs
臺灣 → 臺灣
雞蛋 → 雞蛋
`
