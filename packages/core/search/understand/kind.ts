import { wordsOfConcept } from '../vocabulary.js'
import type { Finding } from './finding.js'
import type { Reading } from './reading.js'
import type { SearchFilter } from './understood.js'
import type { Label } from './when/part.js'

/**
 * Kinds that a photo either is or is not: screenshots and documents, what is said to be a category or a mood, file types
 * and favourites. Food or party alone stay words: the category is but one of fifteen, and such photos have others too.
 */

const CATEGORY: Record<string, Label & { words: string }> = {
  travel: { en: 'travel', zh: '旅行', words: 'travel|旅行|旅游' },
  people: { en: 'people', zh: '人物', words: 'people|人物' },
  party: { en: 'party', zh: '聚会', words: 'party|聚会|派对' },
  pets: { en: 'pets', zh: '宠物', words: 'pets?|宠物' },
  food: { en: 'food', zh: '美食', words: 'food|美食|食物' },
  nature: { en: 'nature', zh: '自然', words: 'nature|自然|风景' },
  city: { en: 'city', zh: '城市', words: 'city|城市' },
  document: { en: 'documents', zh: '文档', words: 'documents?|文档|文件|证件' },
  screenshot: { en: 'screenshots', zh: '截图', words: 'screenshots?|截图|截屏' },
  vehicle: { en: 'vehicles', zh: '车辆', words: 'vehicles?|车辆|交通工具' },
  home: { en: 'home', zh: '家居', words: 'home|家居' },
  event: { en: 'events', zh: '活动', words: 'events?|活动' },
  art: { en: 'art', zh: '艺术', words: 'art|艺术' },
  sport: { en: 'sport', zh: '运动', words: 'sports?|运动|体育' },
}
const EMOTION: Record<string, Label> = {
  warm: { en: 'warm', zh: '温馨' },
  joyful: { en: 'joyful', zh: '快乐' },
  serene: { en: 'serene', zh: '宁静' },
  lively: { en: 'lively', zh: '热闹' },
  romantic: { en: 'romantic', zh: '浪漫' },
  solemn: { en: 'solemn', zh: '庄重' },
  sad: { en: 'sad', zh: '悲伤' },
}
const PHOTOS = 'photos?|pictures?|pics?|images?|shots?|files?|format'
const ZH_PHOTOS = '照片|图片|相片|图|照'

const rules: {
  pattern: RegExp
  kind: keyof SearchFilter
  read(match: RegExpMatchArray): SearchFilter
  label(match: RegExpMatchArray): Label
}[] = [
  is(
    'categories',
    'screenshot',
    /\b(?:screen ?-?shots?|screen (?:captures?|grabs?)|screengrabs?|(?:phone|mobile|computer) screenshots?)\b|(?:手机|电脑|屏幕)?(?:截图|截屏|快照)/g,
  ),
  is(
    'categories',
    'document',
    /\b(?:scanned )?documents\b|(?:扫描)?文档|文件(?=的?(?:照片|图片|$|[^夹名]))|证件(?!照)/g,
  ),
  ...Object.entries(CATEGORY).map(([id, { words }]) =>
    is(
      'categories',
      id,
      new RegExp(
        `\\b(?:category|kind) ?[:=]? ?(?:${words})\\b|\\b(?:${words}) category\\b|(?:${words})(?:这一?)?类别?(?=的|$|照|图| )|(?:类别|分类)(?:[:=]|是|为)? ?(?:${words})`,
        'g',
      ),
    ),
  ),
  ...Object.keys(EMOTION).map((id) => is('emotions', id, moodPattern(id))),
  {
    pattern: new RegExp(
      `\\b(?:my |all |our )?favou?rites\\b|\\b(?:my |our )?(?:favou?rited?|faved?|starred|liked) (?=(?:${PHOTOS})\\b)|(?<=^\\W{0,3})(?:my |our )?favou?rites?(?=\\W{0,3}$)|\\b(?:my |our )favou?rite (?=(?:[\\w'-]{1,20} ){1,3}(?:photos|pictures|pics|images|shots)\\b)|(?<=^(?:show me |find |all )?)favou?rite (?=(?:[\\w'-]{1,20} ){1,3}(?:photos|pictures|pics|images|shots)\\b)|(?:我们?最?(?:喜欢|喜爱|心爱)|我们?最爱)的(?=[^的，。 ]{1,8}的?(?:照片|图片|相片))|(?<=^|我|的)最(?:喜欢|爱)的(?=[^的，。 ]{1,8}的?(?:照片|图片|相片))|\\bfaves\\b|已?收藏(?![品家馆柜夹])|收藏夹(?:里的?)?|我?最?(?:喜欢|喜爱|心爱)的?(?=(?:${ZH_PHOTOS})|$|。|，| )|我最爱的?(?=(?:${ZH_PHOTOS})|$)|星标|标星|加星(?:标)?的?`,
      'g',
    ),
    kind: 'favourite',
    read: () => ({ favourite: true }),
    label: () => ({ en: 'favourites', zh: '收藏' }),
  },
  format('jpeg', 'jpe?gs?'),
  format('png', 'pngs?'),
  format('webp', 'webps?'),
  format('tiff', 'tiffs?|tifs?'),
  format('avif', 'avifs?'),
  format('heic', 'heics?|heifs?'),
  format('gif', 'gifs?|动图'),
  {
    pattern: new RegExp(
      `(?<![\\w./*])(?:raws|dngs?(?: files?)?|raw (?:files?|format)|(?:shot |taken )?in raw(?! (?:meat|fish|food))|raw(?= (?:${PHOTOS})\\b)|raw ?(?:格式|文件)|raw(?=照|图|的照片|的图片))(?![\\w.])`,
      'g',
    ),
    kind: 'formats',
    read: () => ({ formats: ['raw'] }),
    label: () => ({ en: 'RAW', zh: 'RAW格式' }),
  },
]

function is(kind: 'categories' | 'emotions', id: string, pattern: RegExp) {
  const label = (kind === 'categories' ? CATEGORY[id] : EMOTION[id]) ?? { en: id, zh: id }
  return {
    pattern,
    kind,
    read: (): SearchFilter => ({ [kind]: [id] }),
    label: (): Label => ({ en: label.en, zh: label.zh }),
  }
}

/** The word for a mood counts where it is said of a mood: 温馨的气氛, romantic mood. */
function moodPattern(id: string): RegExp {
  const { en, zh } = wordsOfConcept(id)
  return new RegExp(
    `\\b(?:${en.join('|')}) (?:mood|atmosphere|vibes?|feeling|emotion)s?\\b|\\b(?:mood|emotion)[: ] ?(?:${en.join('|')})\\b|(?:${zh.join('|')})的?(?:氛围|气氛|情绪|心情|感觉)`,
    'g',
  )
}

function format(name: string, words: string) {
  return {
    pattern: new RegExp(`(?<![\\w./*])(?:${words})(?![\\w.])(?: (?:files?|format))?(?:格式|文件)?`, 'g'),
    kind: 'formats' as const,
    read: (): SearchFilter => ({ formats: [name] }),
    label: (): Label => ({ en: name.toUpperCase(), zh: `${name.toUpperCase()}格式` }),
  }
}

export function findKind(reading: Reading): Finding[] {
  const found: Finding[] = []
  for (const { pattern, kind, read, label } of rules) {
    for (const match of reading.folded.matchAll(pattern)) {
      const [start, end] = trimmed(match)
      if (end > start && !reading.cutsWord(start, end))
        found.push({ start, end, kind, asks: read(match), label: label(match) })
    }
  }
  return found
}

function trimmed(match: RegExpMatchArray): [number, number] {
  const start = match.index ?? 0
  return [start + (match[0].length - match[0].trimStart().length), start + match[0].trimEnd().length]
}
