import type { Archetype, Draft } from './archetype.js'
import type { Random } from './random.js'

const amount = (r: Random) => `${r.int(18, 2800)}.${r.int(10, 99)}`
const shops = ['IKEA', '京东', '星巴克', 'Carrefour', '永辉超市', 'Starbucks', '顺丰速运', 'Apple Store']
const names = ['张伟', '李娜', 'Jane Doe', '王芳', 'John Smith']
const trains = ['上海虹桥 → 杭州东', '北京南 → 上海虹桥', '成都东 → 西安北']
const flights = ['SHA–CDG', 'PVG–KIX', 'PVG–SYD', 'PEK–LHR']

type Text = (r: Random) => string
const papers: Record<string, [weight: number, sensitive: Draft['sensitive'], text: Text]> = {
  invoice: [5, 'financial', (r) => `${r.pick(['INVOICE', '增值税电子普通发票'])} ${r.pick(shops)} ${amount(r)}`],
  receipt: [4, 'financial', (r) => `${r.pick(shops)} ${r.pick(['TOTAL', '合计'])} ${amount(r)}`],
  idcard: [2, 'id_document', (r) => `${r.pick(names)} 3101${r.int(1000000, 9999999)}`],
  passport: [2, 'id_document', (r) => `PASSPORT ${r.pick(names)} E${r.int(10000000, 99999999)}`],
  bankcard: [2, 'financial', (r) => `${r.pick(['BANK OF CHINA', '招商银行', 'VISA'])} 6225 ${r.int(1000, 9999)}`],
  statement: [2, 'financial', (r) => `${r.pick(['招商银行', 'HSBC'])} ${r.pick(['对账单', 'Statement'])}`],
  prescription: [1.5, 'medical', (r) => r.pick(['处方笺 阿莫西林', 'Rx Amoxicillin 500mg'])],
  medicalreport: [2, 'medical', (r) => r.pick(['血常规 检验报告单', 'BLOOD TEST cholesterol'])],
  xray: [1, 'medical', () => ''],
  contract: [2, 'other', (r) => r.pick(['房屋租赁合同', 'LEASE AGREEMENT', '劳动合同'])],
  payslip: [1, 'financial', (r) => r.pick(['工资单', 'PAYSLIP'])],
  licence: [1, 'id_document', (r) => `${r.pick(['驾驶证', 'DRIVING LICENCE'])} ${r.pick(names)}`],
  boardingpass: [2, 'none', (r) => `BOARDING PASS ${r.pick(flights)}`],
  trainticket: [2, 'none', (r) => r.pick(trains)],
  businesscard: [1.5, 'none', (r) => `${r.pick(names)} ${r.pick(['Acme Ltd', '蓝天科技有限公司'])}`],
  whiteboard: [2, 'none', (r) => r.pick(['Q3 roadmap', '项目计划', 'TODO: database migration'])],
  bookpage: [1.5, 'none', (r) => r.pick(['Chapter Seven', '第三章', '红楼梦'])],
  note: [1.5, 'none', (r) => r.pick(['WiFi password: sunflower42', '牛奶 鸡蛋 面包', 'call April on Monday'])],
  menu: [2, 'none', (r) => r.pick(['宫保鸡丁 38元', 'Menu: fish and chips', '热狗 15元'])],
  map: [1, 'none', (r) => r.pick(['景区导览图', 'Metro map'])],
  certificate: [1, 'none', (r) => r.pick(['三好学生 奖状', 'Certificate of Achievement'])],
}
const screens: Record<string, [weight: number, text: Text]> = {
  chatshot: [3, (r) => r.pick(['妈妈：晚上回来吃饭吗', 'See you at the beach!', '好的，收到'])],
  navshot: [2, (r) => r.pick(['距离 12 公里', 'Arrive 18:42'])],
  codeshot: [2, () => 'const answer = 42'],
  ordershot: [2, (r) => r.pick(['红色连衣裙 ¥199 待发货', 'Order shipped: dog food', '订单已签收'])],
  weathershot: [2, (r) => r.pick(['上海 小雨 18°', 'Snow −3°'])],
  gameshot: [1.5, (r) => r.pick(['胜利', 'GAME OVER'])],
}

export const records: Archetype[] = [
  {
    ...{ name: 'paper', weight: 22, where: ['home'] },
    make: (r) => {
      const paper = r.weighted(Object.entries(papers).map(([key, [weight]]) => [key, weight] as const))
      const [, sensitive, text] = papers[paper] as (typeof papers)[string]
      return { category: 'document', paper, sensitive, text: text(r) }
    },
  },
  {
    ...{ name: 'screenshot', weight: 7, where: ['home'] },
    make: (r) => {
      const paper = r.weighted(Object.entries(screens).map(([key, [weight]]) => [key, weight] as const))
      const [, text] = screens[paper] as (typeof screens)[string]
      return { category: 'screenshot', paper, text: text(r) }
    },
  },
]
