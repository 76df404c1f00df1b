import { actions } from '../words/actions.js'
import { type Entry, entry } from '../words/lexicon.js'
import { colours, garments, people } from '../words/people.js'
import { events, settings, skies } from '../words/settings.js'
import { things } from '../words/things.js'
import type { Random } from './random.js'
import type { Group, Scene, Thing, Worn } from './scene.js'

const NUMBERS = ['no', 'a', 'two', 'three', 'four', 'five', 'six']

/** A noun as it stands in a list of objects: red dress, oranges, noodles. */
function noun(r: Random, words: Entry, many = false): string {
  const [one = '', plural] = r.usually(words.en).split('|')
  if (one.startsWith('~')) return one.slice(1)
  return many ? (plural ?? plurals(one)) : one
}

function plurals(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
}

function withArticle(phrase: string, words: Entry, many = false): string {
  const uncountable = words.en.some(
    (each) =>
      each.slice(1) === phrase.split(' ').slice(-each.slice(1).split(' ').length).join(' ') && each.startsWith('~'),
  )
  if (many || uncountable || phrase.startsWith('the ')) return phrase
  return `${/^[aeiou]/i.test(phrase) ? 'an' : 'a'} ${phrase}`
}

const colourWord = (r: Random, colour: string | undefined) => (colour ? `${r.usually(entry(colours, colour).en)} ` : '')

/** Things may be depicted settings (a painting of a beach). */
const wordsOf = (what: string): Entry => things[what] ?? bareSetting(what)
function bareSetting(what: string): Entry {
  const { zh } = entry(settings, what)
  return { en: [what], zh, measure: '片', kinds: [] }
}

export function thingWords(r: Random, { what, colour, as, many = false }: Thing): { bare: string; phrase: string } {
  const words = wordsOf(what)
  const name = noun(r, words, many)
  const plain = `${colourWord(r, colour)}${name}`
  if (!as)
    return { bare: plain, phrase: many ? `${r.pick(['several', 'some', 'many'])} ${plain}` : withArticle(plain, words) }
  const depicted = {
    toy: [`plush ${name}`, `toy ${name}`, `stuffed ${name}`],
    poster: [`poster of a ${name}`, `${name} poster`],
    statue: [`stone statue of a ${name}`, `${name} statue`],
    painting: [`painting of a ${name}`, `oil painting of a ${name}`],
  }[as]
  const bare = `${colourWord(r, colour)}${r.pick(depicted)}`
  return { bare, phrase: `${/^[aeiou]/i.test(bare) ? 'an' : 'a'} ${bare}` }
}

export const wornWords = (r: Random, { what, colour }: Worn) =>
  `${colourWord(r, colour)}${noun(r, entry(garments, what))}`

function groupWords(r: Random, group: Group): string {
  const words = entry(people, group.who)
  const who = `${NUMBERS[group.count] ?? group.count} ${noun(r, words, group.count > 1)}`.replace(
    /^a (?=[aeiou])/,
    'an ',
  )
  if (group.wears.length === 0) return who
  const clothes = group.wears.map((each) =>
    withArticle(wornWords(r, each), entry(garments, each.what), group.count > 1),
  )
  return `${who} ${r.pick(['in', 'wearing', 'dressed in'])} ${clothes.join(' and ')}`
}

const listed = (parts: string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
const sentence = (parts: (string | undefined)[]) => {
  const text = parts.filter(Boolean).join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** One to three sentences about a scene. */
export function describeInEnglish(r: Random, scene: Scene): string {
  const where = scene.setting && r.usually(entry(settings, scene.setting).en)
  const light = scene.sky && r.usually(entry(skies, scene.sky).en)
  const event = scene.event && r.usually(entry(events, scene.event).en)
  const doing = scene.people.find((group) => group.doing)?.doing
  const [first, ...others] = scene.things
  const sentences: string[] = []
  let background = scene.things
  if (scene.people.length > 0) {
    const who = listed(scene.people.map((group) => groupWords(r, group)))
    const act = doing && r.usually(entry(actions, doing).en)
    const be = scene.people.length === 1 && scene.people[0]?.count === 1 ? 'is' : 'are'
    const shapes = [
      [who, act && `${be} ${act}`, where, light],
      [where && `${where},`, who, act && `${be} ${act}`, light],
      [who, act, where, light],
    ]
    sentences.push(sentence(r.pick(act ? shapes : shapes.slice(2))))
  } else if (first) {
    const subject = thingWords(r, first).phrase
    const act = first.doing && r.usually(entry(actions, first.doing).en)
    sentences.push(
      sentence(
        r.pick([
          [subject, act, where, light],
          [light && `${light},`, subject, act && `${first.many ? 'are' : 'is'} ${act}`, where],
          ['a view of', subject, act, where, light],
        ]),
      ),
    )
    background = others
  } else sentences.push(sentence([r.pick(['a quiet view', 'a wide view', 'a scene']), where, light]))
  if (background.length > 0) {
    const rest = listed(
      background.map((each) =>
        [thingWords(r, each).phrase, each.doing && r.usually(entry(actions, each.doing).en)].filter(Boolean).join(' '),
      ),
    )
    sentences.push(
      r.pick([
        sentence([background.length > 1 || background[0]?.many ? 'there are' : 'there is', rest, 'nearby']),
        sentence([rest, 'can be seen in the background']),
        sentence(['beside them', rest]),
      ]),
    )
  }
  if (event && r.chance(0.8))
    sentences.push(r.pick([`The scene is from ${withEvent(event)}.`, `It looks like ${withEvent(event)}.`]))
  return sentences.join(' ')
}

const withEvent = (event: string) =>
  /^[A-Z]/.test(event) ? event : withArticle(event, { en: [], zh: [], measure: '', kinds: [] })
