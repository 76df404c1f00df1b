import { complete } from '../corpus/archetype.js'
import type { Group, Scene, Thing, Worn } from '../corpus/scene.js'
import { colours } from '../words/people.js'

/** What a line of models/nano-vl/demo/labels.jsonl says was drawn. */
export interface DrawnLabel {
  file: string
  kind: string
  category: Scene['category']
  people: number
  emotion: Scene['emotion']
  sensitive: Scene['sensitive']
  text: string
  en: { objects: string[]; tags: string[] }
}

const SETTINGS: Record<string, string> = {
  ...{ beach: 'beach', park: 'park', room: 'livingroom', forest: 'forest', mountain: 'mountain', city: 'city' },
}
const PAPERS: Record<string, string> = {
  ...{ idcard: 'idcard', receipt: 'receipt', bankcard: 'bankcard' },
}
const NOUNS: Record<string, string> = {
  ...{ flowers: 'flower', balloons: 'balloon', candles: 'candle', trees: 'tree', 'palm tree': 'palm' },
  ...{ 'pine trees': 'tree', 'bar chart': 'chart', 'chat bubbles': 'chat' },
}

/** The truth of a drawn scene in the terms of the generated library, so that the same judges can look at it. */
export function sceneOf(label: DrawnLabel): Scene {
  const things: Thing[] = []
  const wears: Worn[] = []
  for (const object of label.en.objects) {
    const { what, colour } = cut(object)
    if (what === 'dress' || what === 'shirt') wears.push({ what, ...(colour && { colour }) })
    else things.push({ what, ...(colour && { colour }) })
  }
  const tagged = label.en.tags.find((tag) => tag in SETTINGS)
  const grass = things.some((thing) => thing.what === 'grass') && 'grassland'
  const setting = tagged ? SETTINGS[tagged] : grass || (things.some((thing) => thing.what === 'sofa') && 'livingroom')
  const stamped = label.kind === 'page' && label.en.tags.includes('contract')
  const paper = PAPERS[label.kind] ?? (stamped ? 'contract' : undefined)
  const sky = ['sunset', 'night'].find((tag) => label.en.tags.includes(tag))
  const { category, emotion, sensitive, text } = label
  return complete(label.kind, {
    ...{ category, emotion, sensitive, text, things, people: groups(label.people, wears) },
    ...(setting && { setting }),
    ...(paper && { paper }),
    ...(sky && { sky }),
    ...(label.kind === 'party' && { event: 'birthday' }),
  })
}

/** "blue bank card" → a card that is blue. */
function cut(object: string): { what: string; colour?: string } {
  const [first = '', ...rest] = object.split(' ')
  if (first in colours && rest.length > 0) return { what: NOUNS[rest.join(' ')] ?? rest.join(' '), colour: first }
  return { what: NOUNS[object] ?? object }
}

/** Nobody in these drawings is more than a person. */
function groups(count: number, wears: Worn[]): Group[] {
  return count === 0 ? [] : [{ who: 'person', count, wears }]
}
