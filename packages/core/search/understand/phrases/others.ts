/** Places, people, kinds, cameras, shares, file types, and several things at once. Each line: the question → what is understood, as `brief` tells it. */
export const others = `
北京南边的湖 → 南边的湖 | places: 北京
dogs but no people → dogs | 0 people
Kyoto 2024 autumn →  | 2024-09-01..2024-11-30 | places: Kyoto, Kyoto Prefecture
fall in Kyoto →  | every 09-01..11-30 | places: Kyoto, Kyoto Prefecture
Turkey 2023 →  | 2023-01-01..2023-12-31 | places: Turkey
in turkey →  | places: Turkey
two people in Paris →  | 2 people | places: Paris
两个人在京都吃拉面 → 吃拉面 | 2 people | places: 京都, 京都府
没有人的海滩 → 海滩 | 0 people
family of four →  | 4 people
合影 →  | 2+ people
group photo at the beach → beach | 3+ people
without people →  | 0 people
screenshots from last week →  | 2026-11-02..2026-11-08 | categories: screenshot
喜欢的照片 →  | favourite
my favourite photos →  | favourite
HEIC files →  | formats: heic
raw photos →  | formats: raw
shot on iPhone →  | cameras: iPhone 15 Pro, iPhone 12
pictures taken with x-t5 in Japan →  | places: Japan | cameras: X-T5
大理古城 → 古城 | places: 大理
北京都市 → 都市 | places: 北京
一个人在海边 → 海边 | 1 people
shot in RAW →  | formats: raw
RAW格式的照片 →  | formats: raw
2024夏天在三亚的沙滩 → 沙滩 | 2024-06-01..2024-08-31 | places: 三亚
Beijing in winter →  | every 12-01..02-29 | places: Beijing
summer in Paris 2022 →  | 2022-01-01..2022-12-31 | every 06-01..08-31 | places: Paris
photos from Turkey →  | places: Turkey
Turkey →  | places: Turkey
三个人 →  | 3 people
3个人 →  | 3 people
两三个人 →  | 2-3 people
三个人以上 →  | 3+ people
at least 3 people →  | 3+ people
2-3 people →  | 2-3 people
more than 5 people →  | 6+ people
一个人 →  | 1 people
很多人 →  | 5+ people
四口之家 →  | 4 people
一家三口的合影 →  | 3 people
nobody →  | 0 people
wedding with many people → wedding | 5+ people
documents →  | categories: document
documents from March →  | every 03-01..03-31 | categories: document
scanned documents 2020 →  | 2020-01-01..2020-12-31 | categories: document
截图 →  | categories: screenshot
手机截图 →  | categories: screenshot
微信截图 → 微信 | categories: screenshot
romantic mood →  | emotions: romantic
温馨的气氛 →  | emotions: warm
美食类 →  | categories: food
jpg →  | formats: jpeg
PNG截图 →  | categories: screenshot | formats: png
gif →  | formats: gif
favourites →  | favourite
我收藏的照片 →  | favourite
Canon EOS R5 →  | cameras: Canon EOS R5
用iPhone拍的日落 → 日落 | cameras: iPhone 15 Pro, iPhone 12
taken with Canon →  | cameras: Canon, Canon EOS R5
photos in the family share →  | shares: family
nas-backup →  | shares: nas-backup
2019_old →  | shares: 2019_old
中国 →  | places: 中国
北京的秋天 →  | every 09-01..11-30 | places: 北京
杭州市 →  | places: 杭州
杭州市场 → 市场 | places: 杭州
Kyoto's temples → temples | places: Kyoto, Kyoto Prefecture
New York at night → night | places: New York
纽约的夜景 → 夜景 | places: 纽约
Florence 2023 →  | 2023-01-01..2023-12-31 | places: Florence
in Nice →  | places: Nice
去日光旅行 → 旅行 | places: 日光
USA →  | places: United States
纽约 OR 巴黎 →  | places: 纽约, 巴黎
我和奶奶的合影 → 奶奶 | 2+ people
我喜欢的 →  | favourite
找找看2019年夏天我们在大阪吃的章鱼烧 → 吃的章鱼烧 | 2019-06-01..2019-08-31 | places: 大阪
show me all the pictures we took in Osaka two summers ago →  | 2024-06-01..2024-08-31, 2025-06-01..2025-08-31 | places: Osaka
spring in Kyoto →  | every 03-01..05-31 | places: Kyoto, Kyoto Prefecture
autumn leaves in Kyoto last year → autumn leaves | 2025-01-01..2025-12-31 | places: Kyoto, Kyoto Prefecture
hot springs in Japan → hot springs | places: Japan
this may be Kyoto → may be | places: Kyoto, Kyoto Prefecture
café in Paris → café | places: Paris
京都府的寺庙 → 寺庙 | places: 京都府
Pixel 8 →  | cameras: Pixel 8
last summer in Kyoto without people →  | 2025-06-01..2025-08-31, 2026-06-01..2026-08-31 | 0 people | places: Kyoto, Kyoto Prefecture
group of 5 →  | 5 people
group selfie →  | 3+ people
the two of us in Paris →  | 2 people | places: Paris
three people or more →  | 3+ people
fewer than 4 people →  | 1-3 people
up to three people →  | 1-3 people
我们俩 →  | 2 people
只有我一个人 →  | 1 people
没人的街道 → 街道 | 0 people
无人的沙滩 → 沙滩 | 0 people
空无一人的地铁站 → 地铁站 | 0 people
不要有人 →  | 0 people
有人的海滩 → 海滩 | 1+ people
有人骑马 → 骑马 | 1+ people
至少两个人 →  | 2+ people
不超过三个人 →  | 1-3 people
2到4个人 →  | 2-4 people
十个人 →  | 10 people
12人 →  | 12 people
Ｋｙｏｔｏ　２０２３ →  | 2023-01-01..2023-12-31 | places: Kyoto, Kyoto Prefecture
富士相机拍的 →  | cameras: FUJIFILM
富士拍的红叶 → 红叶 | cameras: FUJIFILM
用富士拍的 →  | cameras: FUJIFILM
富士相机 →  | cameras: FUJIFILM
京都 富士 →  | places: 京都, 京都府 | cameras: FUJIFILM
富士山 → 富士山
富士山的照片 → 富士山
fuji photos →  | cameras: FUJIFILM
佳能相机的照片 →  | cameras: Canon, Canon EOS R5
佳能 →  | cameras: Canon, Canon EOS R5
海边 佳能拍摄 → 海边 | cameras: Canon, Canon EOS R5
苹果 → 苹果
苹果手机 →  | cameras: Apple, iPhone 15 Pro, iPhone 12
苹果拍的 →  | cameras: Apple, iPhone 15 Pro, iPhone 12
用苹果手机拍的猫 → 猫 | cameras: Apple, iPhone 15 Pro, iPhone 12
桌子上的苹果 → 桌子上的苹果
桌子上的苹果手机 → 桌子上的苹果手机
谷歌手机拍的夜景 → 夜景 | cameras: Google, Pixel 8
iPhone night shots → night | cameras: iPhone 15 Pro, iPhone 12
iPhone photos of cats → cats | cameras: iPhone 15 Pro, iPhone 12
索尼拍的猫 → 索尼 猫
my favourite cat photos → cat | favourite
my favorite pictures of cats → cats | favourite
favourite beach photos → beach | favourite
我最喜欢的猫的照片 → 猫 | favourite
our favourite family holiday pictures → family holiday | favourite
couple →  | 2 people
a couple at sunset → sunset | 2 people
海边的情侣 → 海边 | 2 people
情侣 →  | 2 people
老夫妻 →  | 2 people
couple of dogs → couple of dogs
夫妻肺片 → 夫妻肺片
情侣装 → 情侣装
wearing sunglasses → sunglasses
photos of someone wearing sunglasses → sunglasses
girl wearing a red dress → girl red dress
戴墨镜的人 → 墨镜的人
戴帽子 → 帽子
穿红裙子的女孩 → 红裙子的女孩
一个穿着红色连衣裙的女孩 → 红色连衣裙的女孩
找去年海边穿红色的衣服的照片 → 海边 红色的衣服 | 2025-01-01..2025-12-31
woman wearing red → woman wearing red
穿过马路 → 穿过马路
old man playing chess → old man chess
playing the guitar → guitar
playing cards → playing cards
kids playing in the park → kids playing in the park
children playing with a ball → children ball
making dumplings → making dumplings
包饺子 → 包饺子
making a birthday cake → birthday cake
踢足球的男孩 → 踢足球的男孩
在海边拍的猫 → 海边 猫
用相机拍的花 → 花
手机拍的 → 手机拍的
航拍的城市 → 航拍的城市
somebody → somebody
somebody falling over → falling over
cats taken with my phone → cats
`
