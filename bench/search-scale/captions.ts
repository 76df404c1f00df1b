import type { SeedAnalysis } from '#core/testing/photos'

/** Captions as a model writes them, in two languages, with common words and rare ones. */

/** The same number gives the same library. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Pair = [en: string, zh: string]
const pairs = (text: string): Pair[] => text.split(', ').map((pair) => pair.split('|') as Pair)

/** The commonest first: each word is chosen about 1/rank as often as the first. */
const subjects = pairs(
  'woman|女士, man|男士, child|孩子, family|一家人, dog|狗, cat|猫, couple|情侣, friends|朋友, baby|婴儿, old man|老人, girl|女孩, boy|男孩, ' +
    'grandmother|奶奶, bird|鸟, horse|马, bride|新娘, cyclist|骑行者, fisherman|渔夫, dancer|舞者, violinist|小提琴手, panda|熊猫, fox|狐狸',
)
const scenes = pairs(
  'beach|海滩, street|街道, park|公园, room|房间, garden|花园, mountain|山, restaurant|餐厅, lake|湖, forest|森林, kitchen|厨房, river|河边, ' +
    'temple|寺庙, market|市场, square|广场, station|车站, museum|博物馆, stadium|体育场, desert|沙漠, harbour|港口, vineyard|葡萄园, glacier|冰川, volcano|火山',
)
const objects = pairs(
  'dress|连衣裙, car|汽车, flowers|鲜花, hat|帽子, cake|蛋糕, table|桌子, bicycle|自行车, umbrella|雨伞, book|书, boat|小船, balloon|气球, guitar|吉他, ' +
    'kite|风筝, camera|相机, lantern|灯笼, suitcase|行李箱, telescope|望远镜, accordion|手风琴, gramophone|留声机, sundial|日晷',
)
const colours = pairs(
  'red|红色, white|白色, blue|蓝色, black|黑色, green|绿色, yellow|黄色, brown|棕色, pink|粉色, purple|紫色, golden|金色',
)
const doing = pairs(
  'walking|走在, sitting|坐在, standing|站在, playing|玩耍在, running|奔跑在, smiling|微笑在, eating|吃东西在, reading|读书在, sleeping|睡在, jumping|跳跃在',
)
const light = pairs(
  'at sunset|日落时分, in the morning|清晨, at night|夜晚, on a sunny day|晴天, in the rain|雨中, in the snow|雪中, in autumn|秋天, under the stars|星空下',
)
const categories =
  'people travel nature city food pets home party event vehicle sport art document screenshot other'.split(' ')
const emotions = 'neutral serene joyful warm lively romantic solemn sad'.split(' ')

export interface Caption extends Required<SeedAnalysis> {
  language: 'en' | 'zh'
}

export function caption(random: () => number): Caption {
  const zh = random() < 0.4
  const say = ([english, chinese]: Pair) => (zh ? chinese : english)
  const one = <T>(list: T[]): T => list[Math.min(list.length - 1, Math.floor((list.length + 1) ** random()) - 1)] as T
  const [subject, scene, action, time] = [one(subjects), one(scenes), one(doing), one(light)].map(say) as [
    string,
    string,
    string,
    string,
  ]
  const things = [0, 1].map(() =>
    zh ? `${say(one(colours))}${say(one(objects))}` : `${say(one(colours))} ${say(one(objects))}`,
  )
  const more = say(one(objects))
  const description = zh
    ? `${time}，一位${subject}${action}${scene}，旁边有${things[0]}和${things[1]}。远处可以看到${more}。`
    : `A ${subject} is ${action} near the ${scene} ${time}, with a ${things[0]} and a ${things[1]}. A ${more} can be seen behind.`
  return {
    ...{ language: zh ? 'zh' : 'en', description, objects: [...things, subject, more], tags: [scene, time, action] },
    ...{ category: one(categories), emotion: one(emotions), people: Math.floor(6 ** (2 * random()) - 1) },
    text: random() < 0.1 ? `No. ${Math.floor(random() * 1e6)}` : '',
    sensitive: random() < 0.02 ? 'id_document' : 'none',
  }
}

export const words = { subjects, scenes, objects, colours, light, categories, emotions }
