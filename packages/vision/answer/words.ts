import type { Category, Emotion, Sensitivity } from '../schema.js'

// Words that say exactly what an enum value says. Nothing looser: a wrong guess is worse than asking again.

export const CATEGORY_WORDS: Record<string, Category> = {
  traveling: 'travel',
  travelling: 'travel',
  旅行: 'travel',
  旅游: 'travel',
  vacation: 'travel',
  trip: 'travel',
  person: 'people',
  portrait: 'people',
  人物: 'people',
  人像: 'people',
  portraits: 'people',
  肖像: 'people',
  合影: 'people',
  人: 'people',
  celebration: 'party',
  聚会: 'party',
  派对: 'party',
  庆祝: 'party',
  pet: 'pets',
  宠物: 'pets',
  foods: 'food',
  美食: 'food',
  饮食: 'food',
  食品: 'food',
  食物: 'food',
  餐饮: 'food',
  自然: 'nature',
  大自然: 'nature',
  urban: 'city',
  cityscape: 'city',
  城市: 'city',
  都市: 'city',
  documents: 'document',
  文件: 'document',
  文档: 'document',
  证件: 'document',
  screenshots: 'screenshot',
  截图: 'screenshot',
  截屏: 'screenshot',
  屏幕截图: 'screenshot',
  vehicles: 'vehicle',
  车辆: 'vehicle',
  交通工具: 'vehicle',
  载具: 'vehicle',
  家居: 'home',
  居家: 'home',
  家庭: 'home',
  家: 'home',
  events: 'event',
  活动: 'event',
  事件: 'event',
  艺术: 'art',
  艺术品: 'art',
  sports: 'sport',
  运动: 'sport',
  体育: 'sport',
  others: 'other',
  其他: 'other',
  其它: 'other',
}

export const EMOTION_WORDS: Record<string, Emotion> = {
  温馨: 'warm',
  温暖: 'warm',
  cosy: 'warm',
  cozy: 'warm',
  joy: 'joyful',
  joyous: 'joyful',
  cheerful: 'joyful',
  happy: 'joyful',
  欢乐: 'joyful',
  快乐: 'joyful',
  喜悦: 'joyful',
  开心: 'joyful',
  高兴: 'joyful',
  愉快: 'joyful',
  欢快: 'joyful',
  peaceful: 'serene',
  calm: 'serene',
  tranquil: 'serene',
  宁静: 'serene',
  平静: 'serene',
  平和: 'serene',
  静谧: 'serene',
  安详: 'serene',
  热闹: 'lively',
  energetic: 'lively',
  活泼: 'lively',
  romance: 'romantic',
  浪漫: 'romantic',
  庄重: 'solemn',
  庄严: 'solemn',
  严肃: 'solemn',
  sadness: 'sad',
  悲伤: 'sad',
  sorrowful: 'sad',
  忧伤: 'sad',
  难过: 'sad',
  中性: 'neutral',
  中立: 'neutral',
}

export const SENSITIVE_WORDS: Record<string, Sensitivity> = {
  no: 'none',
  false: 'none',
  not_sensitive: 'none',
  无: 'none',
  没有: 'none',
  无敏感: 'none',
  无敏感内容: 'none',
  无隐私: 'none',
  没有隐私: 'none',
  没有隐私内容: 'none',
  不敏感: 'none',
  否: 'none',
  id: 'id_document',
  id_card: 'id_document',
  iddocument: 'id_document',
  identity_document: 'id_document',
  passport: 'id_document',
  证件: 'id_document',
  身份证: 'id_document',
  身份证件: 'id_document',
  finance: 'financial',
  财务: 'financial',
  金融: 'financial',
  health: 'medical',
  医疗: 'medical',
  医疗信息: 'medical',
  财务信息: 'financial',
  金融信息: 'financial',
  私密: 'intimate',
  亲密: 'intimate',
  others: 'other',
  其他: 'other',
  其它: 'other',
}

/** What models write for "there is nothing", as {@link plainWord} gives it. */
export const NOTHING = new Set([
  'none',
  'n/a',
  'na',
  'null',
  'nothing',
  'no text',
  'no visible text',
  'no readable text',
  'empty',
  '无',
  '没有',
  '无文字',
  '没有文字',
  '无可见文字',
])

/** A word without what models put around it: case, quotes, full-width forms, invisible characters, a full stop. */
export function plainWord(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/["'`“”‘’「」『』*.。!{}[\]\u200B-\u200D\u2060\uFEFF]/g, '')
    .trim()
    .toLowerCase()
}

const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const CHINESE = '零一二三四五六七八九'
const NOBODY = new Set(['no', 'none', 'nobody', 'no one', '无', '没有', '无人', '没有人'])
const UNIT = /\s*(?:visible\s+)?(?:people|persons?|个人|位|名|个|人)(?:\s+visible)?$/

/**
 * A count written in figures or in words: `2`, `2 people`, `three`, `两个人`, `十二`; undefined when it says no one
 * number.
 */
export function countOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const said = value
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[.。]$/, '')
  if (NOBODY.has(said)) return 0
  const word = said.replace(UNIT, '')
  if (/^\d{1,4}(\.0+)?$/.test(word)) return Number(word)
  if (NOBODY.has(word)) return 0
  return ENGLISH.includes(word) ? ENGLISH.indexOf(word) : chineseCount(word)
}

/** 零 to 九十九. */
function chineseCount(word: string): number | undefined {
  if (/^[两俩]$/.test(word)) return 2
  const digit = (char: string | undefined, otherwise: number) => (char ? CHINESE.indexOf(char) : otherwise)
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(word)
  if (tens) return digit(tens[1], 1) * 10 + digit(tens[2], 0)
  return word.length === 1 && CHINESE.includes(word) ? CHINESE.indexOf(word) : undefined
}
