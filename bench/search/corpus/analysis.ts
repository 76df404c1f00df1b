import { type Analysis, LIMITS } from '#vision/schema'
import { actions, papers } from '../words/actions.js'
import { type Entry, entry } from '../words/lexicon.js'
import { events, settings, skies } from '../words/settings.js'
import * as chinese from './chinese.js'
import * as english from './english.js'
import type { Random } from './random.js'
import type { Scene } from './scene.js'

/** What a model would say about a scene. It names the same thing by other words in the description than in the lists. */
export function analysisOf(r: Random, scene: Scene, language: 'en' | 'zh'): Analysis {
  const people = scene.people.reduce((sum, group) => sum + group.count, 0)
  const { category, emotion, sensitive, text } = scene
  const told = scene.paper ? paperWords(r, scene, language) : sceneWords(r, scene, language)
  return {
    ...{ category, emotion, sensitive, text, people },
    description: told.description.slice(0, LIMITS.description),
    objects: [...new Set(told.objects)].slice(0, LIMITS.listItems).map((each) => each.slice(0, LIMITS.listItem)),
    tags: [...new Set(told.tags)].slice(0, LIMITS.listItems),
  }
}

function sceneWords(r: Random, scene: Scene, language: 'en' | 'zh') {
  const say = language === 'en' ? english : chinese
  const objects = [
    ...scene.people
      .flatMap((group) => group.wears)
      .filter(() => r.chance(0.75))
      .map((each) => say.wornWords(r, each)),
    ...scene.things.filter(() => r.chance(0.85)).map((each) => say.thingWords(r, each).bare),
  ]
  const word = (words: Record<string, Entry>, key: string | undefined, probability: number) =>
    key && r.chance(probability) ? [tag(r.usually(entry(words, key)[language]))] : []
  const indoor = scene.setting && entry(settings, scene.setting).kinds.includes('indoor')
  const tags = [
    ...word(settings, scene.setting, 0.75),
    ...word(skies, scene.sky, 0.6),
    ...word(events, scene.event, 0.75),
    ...word(actions, scene.people[0]?.doing ?? scene.things[0]?.doing, 0.35),
    ...(scene.setting && r.chance(0.5)
      ? [language === 'en' ? (indoor ? 'indoor' : 'outdoor') : indoor ? '室内' : '户外']
      : []),
    ...(r.chance(0.4) ? [CATEGORY[scene.category]?.[language] ?? scene.category] : []),
  ]
  const description = language === 'en' ? english.describeInEnglish(r, scene) : chinese.describeInChinese(r, scene)
  return { description, objects, tags }
}

/** Tags are bare: "on the beach" → beach, "阳光明媚" as it is. */
function tag(phrase: string): string {
  return phrase.replace(/^(on|in|at|by|under|among|out at|as|the|a|an|of) (?:(the|a|an) )?/, '')
}

const CATEGORY: Record<string, { en: string; zh: string }> = {
  ...{ travel: { en: 'travel', zh: '旅行' }, people: { en: 'people', zh: '人物' }, party: { en: 'party', zh: '聚会' } },
  ...{ pets: { en: 'pet', zh: '宠物' }, food: { en: 'food', zh: '美食' }, nature: { en: 'nature', zh: '自然' } },
  ...{ city: { en: 'city', zh: '城市' }, vehicle: { en: 'vehicle', zh: '车辆' }, home: { en: 'interior', zh: '家居' } },
  ...{ event: { en: 'event', zh: '活动' }, art: { en: 'art', zh: '艺术' }, sport: { en: 'sport', zh: '运动' } },
}

function paperWords(r: Random, scene: Scene, language: 'en' | 'zh') {
  const words = entry(papers, scene.paper ?? '')
  const [name = ''] = r.usually(words[language]).split('|')
  const [again = ''] = r.usually(words[language]).split('|')
  const screen = scene.category === 'screenshot'
  const article = /^[aeiou]/i.test(name) ? 'an' : 'a'
  const description = screen
    ? {
        en: [`A screenshot of ${article} ${name}.`, `A phone screen showing ${article} ${name}.`],
        zh: [`一张${name}的截图。`, `手机屏幕上显示着${name}。`],
      }
    : {
        en: [
          `A photo of ${article} ${name} on a wooden table.`,
          `${article} ${name} with printed text, seen from above.`,
          `A close-up of ${article} ${name}.`,
        ],
        zh: [
          `桌上放着一${words.measure}${name}。`,
          `一${words.measure}${name}的特写。`,
          `一${words.measure}印有文字的${name}。`,
        ],
      }
  const kind = screen
    ? { en: ['screenshot', 'screen', 'app'], zh: ['截图', '屏幕', '应用'] }
    : { en: ['document', 'paper', 'text'], zh: ['文件', '纸张', '文字'] }
  return { description: r.pick(description[language]), objects: [again], tags: r.some(kind[language], 2) }
}
