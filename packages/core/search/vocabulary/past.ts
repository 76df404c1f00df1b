import type { Concept } from './concept.js'

/** Verbs whose past is not made with -ed; none where it would mean something else (a boxed lunch is no boxing). */
const irregular: Record<string, string[]> = {
  ...{ swimming: ['swam', 'swum'], running: ['ran'], sleeping: ['slept'], sitting: ['sat'], standing: ['stood'] },
  ...{ eating: ['ate', 'eaten'], drinking: ['drank'], singing: ['sang', 'sung'], writing: ['wrote'] },
  ...{
    driving: ['drove', 'driven'],
    flying: ['flew', 'flown'],
    holding: ['held'],
    blowing: ['blew'],
    making: ['made'],
  },
  ...{ building: ['built'], throwing: ['threw'], sweeping: ['swept'], taking: ['took'], falling: ['fell'] },
  ...{ riding: ['rode'], swinging: ['swung'], hugging: ['hugged'], folding: ['folded'], skydiving: ['skydived'] },
  ...{ reading: [], cutting: [], boxing: [], lying: [], waving: ['waved'], weeping: ['wept'] },
}

/** Actions as they are told afterwards as well: skiing and skied, blowing and blew out candles. */
export function withPast(concept: Concept): Concept {
  const past = concept.en.flatMap((phrase) => {
    const [, verb = '', rest = ''] = /^([a-z]+ing)\b(.*)$/.exec(phrase) ?? []
    return pastOf(verb).map((form) => form + rest)
  })
  return { ...concept, en: [...new Set([...concept.en, ...past])] }
}

function pastOf(verb: string): string[] {
  if (verb === '') return []
  const root = verb.slice(0, -'ing'.length)
  return irregular[verb] ?? [/[^aeiou]y$/.test(root) ? `${root.slice(0, -1)}ied` : `${root}ed`]
}
