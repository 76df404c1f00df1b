import type { Concept } from './vocabulary/concept.js'
import { fold } from './vocabulary/fold.js'
import { Matcher } from './vocabulary/matcher.js'
import { otherWords } from './vocabulary/other-words.js'
import { themes } from './vocabulary/themes.js'

/**
 * What people photograph, in the words of two languages: 连衣裙, dress and gown are one concept, which is a kind of
 * clothing. It joins a question in one language with an analysis in the other. The words themselves lie beside this
 * file, by theme.
 */

const byId: ReadonlyMap<string, Concept> = new Map(themes.map((concept) => [concept.id, concept]))
const kinds = new Map<string, string[]>()
for (const { id, broader } of themes) for (const one of broader) kinds.set(one, [...(kinds.get(one) ?? []), id])

const OTHER = '-'
const matcher = new Matcher([...themes, ...otherWords])

export interface ConceptFound {
  /** id of the concept */
  concept: string
  /** UTF-16 positions in the text */
  start: number
  end: number
}

/**
 * The concepts that a text names, in order: the longest word at each place, so that 热狗 is no dog. A word that stands
 * for two (orange) gives both, at the same place. Time is linear: some ten microseconds a caption.
 */
export function conceptsIn(text: string): ConceptFound[] {
  return matcher
    .find(fold(text))
    .flatMap(({ concepts, start, end }) =>
      concepts.filter((concept) => concept !== OTHER).map((concept) => ({ concept, start, end })),
    )
}

/** Spans of words that have to be taken as wholes, a concept or not: in 五月天 there is no month. */
export function wholeWordsIn(folded: string): { start: number; end: number }[] {
  return matcher.find(folded).map(({ start, end }) => ({ start, end }))
}

/** The words that name a concept; none for an id that does not exist. */
export function wordsOfConcept(id: string): { en: string[]; zh: string[] } {
  const concept = byId.get(id)
  if (!concept) return { en: [], zh: [] }
  return { en: concept.en.map((word) => word.replace(/^=/, '')), zh: [...concept.zh] }
}

/** Every concept that is a kind of this one, at any depth: of clothing dress, skirt, wedding-dress. */
export function narrower(id: string): string[] {
  const found = new Set<string>()
  const visit = (one: string) => {
    for (const kind of kinds.get(one) ?? []) {
      if (found.has(kind)) continue
      found.add(kind)
      visit(kind)
    }
  }
  visit(id)
  return [...found]
}

/** Every concept that this one is a kind of, at any depth: of wedding-dress dress, clothing, wedding, event. */
export function broader(id: string): string[] {
  const found = new Set<string>()
  const visit = (one: string) => {
    for (const wider of byId.get(one)?.broader ?? []) {
      if (found.has(wider)) continue
      found.add(wider)
      visit(wider)
    }
  }
  visit(id)
  return [...found]
}

/* The words by which people ask for a category or a mood, beside its English identifier. */

const categories: Record<string, string> = {
  travel: 'travel trip holiday vacation 旅行 旅游 景点 度假',
  people: 'people portrait person 人物 人像 合影',
  party: 'party birthday celebration 聚会 派对 生日 庆祝',
  pets: 'pets pet animal 宠物 动物',
  food: 'food meal drink 美食 食物 吃饭 饮料',
  nature: 'nature landscape 自然 风景 大自然',
  city: 'city street building urban 城市 街道 建筑',
  document: 'document paper 文档 文件 证件',
  screenshot: 'screenshot screen 截图 截屏 屏幕',
  vehicle: 'vehicle transport 车辆 交通工具',
  home: 'home room interior 家居 房间 室内',
  event: 'event ceremony 活动 典礼',
  art: 'art artwork 艺术 艺术品',
  sport: 'sport sports 运动 体育',
  other: '',
}

const emotions: Record<string, string> = {
  warm: 'warm 温馨 温暖',
  joyful: 'joyful happy 快乐 欢乐 开心',
  serene: 'serene calm peaceful 宁静 平静',
  lively: 'lively 热闹 活泼',
  romantic: 'romantic 浪漫',
  solemn: 'solemn 庄重 庄严',
  sad: 'sad 悲伤 难过',
  neutral: '',
}

/** Words in both languages for a category, none for one that says nothing. */
export function categoryWords(category: string): string {
  return categories[category] ?? category
}

export function emotionWords(emotion: string): string {
  return emotions[emotion] ?? emotion
}

/** Characters and words that carry no meaning of their own in a question about photos. */
export const emptyWords: ReadonlySet<string> = new Set([
  ...[
    '的',
    '了',
    '在',
    '和',
    '与',
    '及',
    '是',
    '着',
    '有',
    '里',
    '中',
    '上',
    '那',
    '这',
    '张',
    '一',
    '个',
    '我',
    '我的',
  ],
  ...['照片', '图片', '相片', '的照片', '的图片', '那张', '这张', '一张', '里面', '找', '所有'],
  ...['photo', 'photos', 'picture', 'pictures', 'image', 'images', 'pic', 'pics'],
])
