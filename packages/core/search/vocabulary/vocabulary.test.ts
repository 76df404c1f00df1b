import { describe, expect, test } from 'vitest'
import { conceptsIn, narrower } from '../vocabulary.js'

const of = (text: string) => new Set(conceptsIn(text).map(({ concept }) => concept))
/** What a question's concepts may be found as: themselves and their kinds. */
const found = (text: string) => new Set([...of(text)].flatMap((concept) => [concept, ...narrower(concept)]))
const shared = (a: string, b: string) => [...found(a)].filter((concept) => of(b).has(concept))

describe('a question finds what is said in the other language', () => {
  test.each([
    ['红色连衣裙', 'a woman in a red dress'],
    ['red dress', '穿着红色连衣裙的女士'],
    ['sunset', '夕阳下的海滩'],
    ['sunset', '日落'],
    ['黄昏', 'a sailing boat at dusk'],
    ['晚霞', 'sunset over the sea'],
    ['衣服', 'a man in a blue shirt'],
    ['clothes', '外套'],
    ['红衣服', 'red coat'],
    ['海边', 'people at the beach'],
    ['seaside', '沙滩'],
    ['沙灘', 'sandy beach'],
    ['狗狗', 'two brown dogs'],
    ['puppy', '小奶狗'],
    ['animals', '一只猫'],
    ['宠物', 'a kitten sleeps'],
    ['猫咪', 'cats on a sofa'],
    ['鳥', 'birds in the sky'],
    ['生日蛋糕', 'birthday cake with candles'],
    ['birthday', '奶奶过生日'],
    ['奶奶', 'grandmother in the garden'],
    ['grandma', '外婆'],
    ['爸爸妈妈', 'my parents'],
    ['children', '小朋友在玩耍'],
    ['孩子们', 'kids at school'],
    ['婴儿', 'a baby in a crib'],
    ['double-decker bus', '红色公交车'],
    ['公交车', 'buses in the street'],
    ['地铁', 'subway station'],
    ['飞机', 'an airplane on the runway'],
    ['bike', '一辆自行车'],
    ['出租车', 'yellow taxi'],
    ['交通工具', 'a red car'],
    ['樱花', 'cherry blossoms in the park'],
    ['flowers', '玫瑰'],
    ['花', 'a bouquet of roses'],
    ['树', 'palm trees'],
    ['maple leaves', '红叶'],
    ['mountain', '雪山'],
    ['爬山', 'hiking in the mountains'],
    ['湖', 'a blue lake'],
    ['waterfall', '瀑布'],
    ['下雪', 'a snowy street'],
    ['rain', '下雨的街道'],
    ['夜景', 'the city at night'],
    ['彩虹', 'rainbow over fields'],
    ['星空', 'starry sky'],
    ['室内', 'indoor'],
    ['outdoor', '户外'],
    ['火锅', 'hotpot dinner'],
    ['noodles', '一碗拉面'],
    ['饺子', 'dumplings'],
    ['coffee', '一杯拿铁'],
    ['啤酒', 'two pints of beer'],
    ['水果', 'bananas and apples'],
    ['dessert', '冰淇淋'],
    ['美食', 'pizza'],
    ['眼镜', 'a man with glasses'],
    ['帽子', 'straw hats'],
    ['雨伞', 'green umbrella'],
    ['鞋', 'sneakers'],
    ['书包', 'backpack'],
    ['沙发', 'couch'],
    ['桌子', 'wooden table'],
    ['电脑', 'a laptop on a desk'],
    ['手机', 'smartphone'],
    ['吉他', 'playing the guitar'],
    ['乐器', 'violin'],
    ['玩具', 'teddy bears'],
    ['发票', 'invoice'],
    ['receipts', '收据'],
    ['receipts', '发票'],
    ['身份证', 'ID card'],
    ['documents', '护照'],
    ['银行卡', 'credit card'],
    ['截图', 'screenshot'],
    ['聊天记录', 'chat bubbles'],
    ['车票', 'train tickets'],
    ['婚礼', 'the bride and groom'],
    ['毕业', 'graduation ceremony'],
    ['音乐会', 'concert'],
    ['festival', '春节'],
    ['圣诞树', 'Christmas tree'],
    ['烟花', 'fireworks'],
    ['足球', 'playing football'],
    ['soccer', '踢球'],
    ['运动', 'basketball'],
    ['滑雪', 'skier'],
    ['游泳', 'swimming pool swimmer'],
    ['跳舞', 'dancers dancing'],
    ['睡觉', 'a sleeping cat'],
    ['微笑', 'smiling woman'],
    ['开心', 'happy children'],
    ['浪漫', 'romantic dinner'],
    ['寺庙', 'shrine'],
    ['教堂', 'cathedral'],
    ['建筑', 'skyscrapers'],
    ['桥', 'a stone bridge'],
    ['学校', 'kindergarten'],
    ['厨房', 'kitchen'],
    ['粉色', 'pink flowers'],
    ['grey', '灰色'],
    ['navy', '深蓝色'],
    ['蓝色', 'navy suit'],
    ['橙色', 'an orange bus'],
    ['橙子', 'an orange on a plate'],
    ['T恤', 'white t-shirt'],
    ['X光片', 'an x-ray'],
    ['計程車', 'taxi'],
  ])('%s – %s', (question, text) => expect(shared(question, text)).not.toEqual([]))
})

describe('words that only look alike stay apart', () => {
  test.each([
    ['狗', 'a hot dog with mustard'],
    ['dog', '热狗'],
    ['horse', '马路上的汽车'],
    ['马', 'the road'],
    ['horse', '马上回来'],
    ['flower', '花生'],
    ['花', 'peanuts'],
    ['flower', '花费'],
    ['sea', '海报'],
    ['大海', 'a movie poster'],
    ['sea', '上海'],
    ['mountain', '山东'],
    ['橙色', '橙子树 oranges'],
    ['海豹', 'a red seal stamp on a contract'],
    ['印章', '海豹'],
    ['鹤', '起重机'],
    ['起重机', '仙鹤'],
    ['蝙蝠', '球棒'],
    ['棒球棒', '蝙蝠'],
    ['glass', '眼镜'],
    ['玻璃杯', 'a man with glasses'],
    ['裙子', 'red trousers'],
    ['skirt', 'wedding gown'],
    ['鸡', '手机'],
    ['chicken', '鸡蛋'],
    ['cow', '牛奶'],
    ['牛', '牛仔裤'],
    ['bear', '熊猫'],
    ['bear', 'teddy bear'],
    ['老鼠', '鼠标'],
    ['moon', '五月'],
    ['月亮', '十二月'],
    ['star', '星期三'],
    ['spring', 'spring rolls'],
    ['春天', '春卷'],
    ['summer', '夏威夷'],
    ['winter', '冬瓜'],
    ['autumn', 'kids fall off the bike'],
    ['aubergine', '番茄'],
    ['black', '黑板'],
    ['white', '白菜'],
    ['red', '口红'],
    ['yellow', '黄瓜'],
    ['green', '绿茶'],
    ['stone', '石榴'],
    ['fire', '火车'],
    ['water', '西瓜 watermelon'],
    ['cloud', '云南'],
    ['person', '机器人'],
    ['chess', 'cheese'],
    ['cat', 'a catalogue'],
    ['car', 'a carpet'],
    ['sun', 'Sunday'],
  ])('%s – %s', (question, text) => expect(shared(question, text)).toEqual([]))
})

describe('concepts', () => {
  test('stand where they were found', () => {
    expect(conceptsIn('Red-dressed? A RED DRESS, 红色連衣裙 ２ dogs')).toEqual([
      { concept: 'red', start: 0, end: 3 },
      { concept: 'red', start: 15, end: 18 },
      { concept: 'dress', start: 19, end: 24 },
      { concept: 'red', start: 26, end: 28 },
      { concept: 'dress', start: 28, end: 31 },
      { concept: 'dog', start: 34, end: 38 },
    ])
  })

  test('of an ambiguous word are both, at the same place', () => {
    expect(conceptsIn('an orange')).toEqual([
      { concept: 'orange-colour', start: 3, end: 9 },
      { concept: 'orange-fruit', start: 3, end: 9 },
    ])
    expect([...of('bats')]).toEqual(['bat-animal', 'bat-sports'])
  })

  test('are not looked for across punctuation', () => {
    expect([...of('hot, dog')]).toEqual(['dog'])
    expect([...of('ice-cream')]).toEqual(['ice-cream'])
    expect([...of('红色、连衣裙')]).toEqual(['red', 'dress'])
  })

  test('are found in any text, however long', () => {
    expect(conceptsIn('')).toEqual([])
    expect(conceptsIn('\ud800\0İﷺ🎂')).toEqual([])
    expect(conceptsIn('猫狗'.repeat(5_000))).toHaveLength(10_000)
    expect(conceptsIn('hot '.repeat(2_500))).toEqual([])
  })
})
