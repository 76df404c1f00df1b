import { lexicon } from './lexicon.js'

export const actions = lexicon(`
running = running, jogging, sprinting = 奔跑, 跑步, 飞奔
walking = walking, strolling, taking a walk = 散步, 行走, 漫步
swimming = swimming = 游泳
sleeping = sleeping, napping, lying asleep = 睡觉, 酣睡, 打盹
reading = reading, reading a book = 看书, 阅读
cooking = cooking, preparing a meal = 做饭, 烹饪, 炒菜
eating = eating, having a meal = 吃饭, 用餐, 吃东西
drinking = drinking, having a drink = 喝饮料, 喝水
dancing = dancing = 跳舞, 起舞
singing = singing = 唱歌, 演唱
guitarplaying = playing the guitar, strumming a guitar = 弹吉他
pianoplaying = playing the piano = 弹钢琴
footballing = playing football, playing soccer = 踢足球, 踢球
basketballing = playing basketball, shooting hoops = 打篮球
cycling = cycling, riding a bike, riding a bicycle = 骑自行车, 骑车
surfing = surfing, riding a wave = 冲浪
skiing = skiing = 滑雪
hiking = hiking, trekking = 徒步, 爬山
climbing = rock climbing, climbing = 攀岩
fishing = fishing, angling = 钓鱼
hugging = hugging, embracing = 拥抱, 相拥
kissing = kissing = 亲吻, 接吻
laughing = laughing, smiling happily = 大笑, 开怀大笑, 笑得很开心
crying = crying, in tears = 哭泣, 流泪
selfie = taking a selfie, taking selfies = 自拍
candleblowing = blowing out candles, blowing out the candles = 吹蜡烛
cakecutting = cutting the cake, cutting a cake = 切蛋糕
sandcastling = building a sandcastle, making a sandcastle = 堆沙堡
kiteflying = flying a kite = 放风筝
jumping = jumping, leaping = 跳跃, 跳起来
sitting = sitting = 坐着
standing = standing, posing = 站立, 合影
lying = lying down, lying = 躺着, 趴着
playing = playing = 玩耍, 嬉戏
working = working on a laptop, typing on a laptop = 用笔记本电脑工作, 敲键盘
calling = talking on the phone, making a phone call = 打电话
shopping = shopping = 购物, 买东西
gardening = gardening, watering the plants = 浇花, 种花
painting = painting, painting a picture = 画画, 作画
feeding = feeding the animals, feeding animals = 喂动物
toasting = making a toast, clinking glasses = 干杯, 举杯
unwrapping = opening presents, unwrapping gifts = 拆礼物
yoga = doing yoga, practising yoga = 做瑜伽, 练瑜伽
chess = playing chess = 下棋
flying = flying = 飞翔, 飞行
swinging = playing on a swing, swinging = 荡秋千
praying = praying = 祈福, 祈祷
driving = driving = 开车, 驾驶
falling = falling over, stumbling = 摔倒
dumplingmaking = making dumplings, wrapping dumplings = 包饺子
snowballing = having a snowball fight, throwing snowballs = 打雪仗
diving = scuba diving, diving = 潜水
`)

/** Documents and screenshots: their names; the visible text is made by papers.ts. */
export const papers = lexicon(`
invoice = invoice, VAT invoice = 发票, 增值税发票 = 张
receipt = receipt, till receipt = 收据, 小票, 购物小票 = 张
idcard = ID card, identity card = 身份证 = 张
passport = passport = 护照 = 本
bankcard = bank card, credit card = 银行卡, 信用卡 = 张
statement = bank statement = 银行对账单, 银行流水 = 份
prescription = prescription = 处方, 处方单 = 张
medicalreport = medical report, lab report = 体检报告, 化验单, 检查报告 = 份
xray = X-ray, X-ray image = X光片 = 张
contract = contract, signed contract = 合同 = 份
boardingpass = boarding pass|boarding passes = 登机牌 = 张
trainticket = train ticket = 火车票, 高铁票 = 张
businesscard = business card = 名片 = 张
whiteboard = whiteboard, whiteboard with notes = 白板, 写满字的白板 = 块
bookpage = book page, page of a book = 书页, 一页书 = 页
note = handwritten note = 手写笔记, 便条 = 张
menu = menu, restaurant menu = 菜单 = 份
map = map, paper map = 地图 = 张
licence = driving licence, driver's license = 驾驶证, 驾照 = 本
payslip = payslip, salary slip = 工资单 = 张
certificate = certificate, award certificate = 证书, 奖状 = 张
chatshot = chat conversation, messaging app = 聊天记录, 微信聊天 = 张
navshot = navigation app, map app = 导航应用, 地图应用 = 张
codeshot = source code, program code = 程序代码, 源代码 = 张
ordershot = online order, shopping order = 购物订单, 网购订单 = 张
weathershot = weather app, weather forecast = 天气预报, 天气应用 = 张
gameshot = mobile game, video game = 手机游戏, 游戏画面 = 张
`)
