import type { Trait } from './journeys.js'
import type { Random } from './random.js'
import type { Group, Scene, Thing, Worn } from './scene.js'

/** A kind of photo that people take: how often, where and when, and how one is made up. */
export interface Archetype {
  name: string
  /** relative frequency */
  weight: number
  /** at least one of these; everywhere when absent */
  where?: Trait[]
  /** 1 to 12; any when absent */
  months?: number[]
  /** only on these days (a key of festivals), moved there when taken at home */
  festival?: string
  make(r: Random, at: { month: number; traits: Trait[] }): Draft
}

/** A scene with what goes without saying left out. */
export type Draft = Omit<Partial<Scene>, 'archetype' | 'category'> & Pick<Scene, 'category'>

export function complete(archetype: string, draft: Draft): Scene {
  return { archetype, people: [], things: [], emotion: 'neutral', sensitive: 'none', text: '', ...draft }
}

const CLOTHES_COLOURS = ['red', 'blue', 'green', 'yellow', 'pink', 'purple', 'white', 'black'] as const

export const worn = (r: Random, what: string, colour: string = r.pick(CLOTHES_COLOURS)): Worn => ({ what, colour })
export const thing = (what: string, rest: Omit<Thing, 'what'> = {}): Thing => ({ what, ...rest })
export const group = (who: string, count: number, wears: Worn[] = [], doing?: string): Group => ({
  ...{ who, count, wears },
  ...(doing && { doing }),
})

/** Light for an outdoor photo, sometimes not worth a word. */
export function light(r: Random): string | undefined {
  return r.weighted([
    ['sunny', 3],
    ['sunset', 2],
    ['sunrise', 0.5],
    ['cloudy', 1],
    ['fog', 0.5],
    [undefined, 3],
  ])
}

/** One to three people dressed for the season. */
export function company(
  r: Random,
  doing: string | undefined,
  month: number,
  size = r.weighted([
    [1, 5],
    [2, 3],
    [3, 1],
  ]),
) {
  const cold = month === 12 || month <= 2
  const wear = (who: string) => {
    const female = ['woman', 'girl', 'grandmother'].includes(who)
    const tops = cold
      ? ['coat', 'sweater', 'jacket']
      : female
        ? ['dress', 'dress', 'skirt', 'tshirt', 'shirt']
        : ['tshirt', 'shirt', 'jacket']
    const clothes = [worn(r, r.pick(tops))]
    if (r.chance(0.25))
      clothes.push(worn(r, r.pick(cold ? ['scarf', 'hat'] : ['hat', 'sunglasses', 'backpack', 'glasses'])))
    return clothes
  }
  const first = r.weighted([
    ['woman', 5],
    ['man', 4],
    ['girl', 3],
    ['boy', 3],
    ['grandmother', 1],
    ['grandfather', 1],
    ['child', 1],
  ])
  if (size === 1) return [group(first, 1, wear(first), doing)]
  if (size === 2 && r.chance(0.6)) {
    const second = r.pick(['woman', 'man', 'child', 'boy', 'girl'].filter((who) => who !== first))
    return [group(first, 1, wear(first), doing), group(second, 1, wear(second), doing)]
  }
  return [group(r.pick(['friend', 'child', 'student', 'tourist', first]), size, [], doing)]
}
