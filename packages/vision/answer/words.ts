import type { Category, Emotion, Sensitivity } from '../schema.js'

// Words that say exactly what an enum value says. Nothing looser: a wrong guess is worse than asking again.

export const CATEGORY_WORDS: Record<string, Category> = {
  traveling: 'travel',
  travelling: 'travel',
  旅行: 'travel',
  旅游: 'travel',
  person: 'people',
  portrait: 'people',
  人物: 'people',
  人像: 'people',
  人: 'people',
  celebration: 'party',
  聚会: 'party',
  派对: 'party',
  庆祝: 'party',
  pet: 'pets',
  宠物: 'pets',
  foods: 'food',
  美食: 'food',
  食物: 'food',
  餐饮: 'food',
  自然: 'nature',
  大自然: 'nature',
  urban: 'city',
  cityscape: 'city',
  城市: 'city',
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
  家居: 'home',
  家庭: 'home',
  家: 'home',
  events: 'event',
  活动: 'event',
  事件: 'event',
  艺术: 'art',
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
  joy: 'joyful',
  happy: 'joyful',
  欢乐: 'joyful',
  快乐: 'joyful',
  喜悦: 'joyful',
  peaceful: 'serene',
  calm: 'serene',
  宁静: 'serene',
  平静: 'serene',
  热闹: 'lively',
  活泼: 'lively',
  romance: 'romantic',
  浪漫: 'romantic',
  庄重: 'solemn',
  庄严: 'solemn',
  严肃: 'solemn',
  sadness: 'sad',
  悲伤: 'sad',
  中性: 'neutral',
  中立: 'neutral',
}

export const SENSITIVE_WORDS: Record<string, Sensitivity> = {
  no: 'none',
  false: 'none',
  not_sensitive: 'none',
  无: 'none',
  没有: 'none',
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
  私密: 'intimate',
  亲密: 'intimate',
  others: 'other',
  其他: 'other',
  其它: 'other',
}

/** What people write for "there is no text". */
export const NO_TEXT = new Set([
  'none',
  'n/a',
  'na',
  'null',
  'no text',
  'no visible text',
  '无',
  '没有',
  '无文字',
  '没有文字',
])

const ENGLISH = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const CHINESE = '零一二三四五六七八九十'

/** A count written as a number or in words: `2`, `"2 people"`, `"three"`, `"两个人"`; undefined when it says no one number. */
export function countOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const word = value
    .trim()
    .toLowerCase()
    .replace(/\s*(people|persons?|visible|个人|位|名|个|人)\s*/g, '')
    .replace(/[.。]$/, '')
  if (/^(no|none|nobody|no one|无|没有|无人|)$/.test(word)) return value.trim() === '' ? undefined : 0
  if (/^\d{1,4}(\.0+)?$/.test(word)) return Number(word)
  if (ENGLISH.includes(word)) return ENGLISH.indexOf(word)
  if (word === '两') return 2
  return word.length === 1 && CHINESE.includes(word) ? CHINESE.indexOf(word) : undefined
}
