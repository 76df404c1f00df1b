import type { JudgedPhoto, Thing } from '../corpus/scene.js'
import { type Entry, entry } from '../words/lexicon.js'
import { garments, people } from '../words/people.js'
import { settings } from '../words/settings.js'
import { things } from '../words/things.js'

/** What judges look at: the structure of the scene, never its words. */

const under = (words: Record<string, Entry>, key: string, wanted: string) =>
  key === wanted || (words[key]?.kinds.includes(wanted) ?? false)

type Photo = JudgedPhoto

/** The real thing, by its own name or a wider one (animal, vehicle, food), of a colour if given. */
export const has = (photo: Photo, what: string, colour?: string) =>
  photo.scene.things.some((each) => !each.as && is(each, what, colour))

/** Only a picture, toy or statue of it. */
export const depicts = (photo: Photo, what: string, as?: Thing['as']) =>
  photo.scene.things.some((each) => each.as && (!as || each.as === as) && is(each, what))

const is = (each: Thing, what: string, colour?: string) =>
  under(things, each.what, what) && (!colour || each.colour === colour)

/** A garment by its own name or a wider one (clothes, accessory), on anyone. */
export const wears = (photo: Photo, what: string, colour?: string) =>
  photo.scene.people.some((group) =>
    group.wears.some((each) => under(garments, each.what, what) && (!colour || each.colour === colour)),
  )

export const count = (photo: Photo) => photo.analysis.people
export const who = (photo: Photo, wanted: string) =>
  photo.scene.people.some((group) => under(people, group.who, wanted))
export const does = (photo: Photo, ...wanted: string[]) =>
  photo.scene.people.some((group) => group.doing && wanted.includes(group.doing)) ||
  photo.scene.things.some((each) => !each.as && each.doing && wanted.includes(each.doing))

/** A thing doing something: the dog that runs, not a dog beside someone who does. */
export const hasDoing = (photo: Photo, what: string, ...doing: string[]) =>
  photo.scene.things.some(
    (each) => !each.as && is(each, what) && each.doing !== undefined && doing.includes(each.doing),
  )
/** A person of a sort doing something. */
export const whoDoes = (photo: Photo, wanted: string, ...doing: string[]) =>
  photo.scene.people.some(
    (group) => under(people, group.who, wanted) && group.doing !== undefined && doing.includes(group.doing),
  )

export const at = (photo: Photo, ...wanted: string[]) => wanted.includes(photo.scene.setting ?? '')
export const indoors = (photo: Photo) =>
  photo.scene.setting !== undefined && entry(settings, photo.scene.setting).kinds.includes('indoor')
export const sky = (photo: Photo, ...wanted: string[]) => wanted.includes(photo.scene.sky ?? '')
export const event = (photo: Photo, ...wanted: string[]) => wanted.includes(photo.scene.event ?? '')
export const paper = (photo: Photo, ...wanted: string[]) => wanted.includes(photo.scene.paper ?? '')
export const category = (photo: Photo, ...wanted: string[]) => wanted.includes(photo.scene.category)
export const mood = (photo: Photo, ...wanted: string[]) => wanted.includes(photo.scene.emotion)

/** Local days, both included, as far as they are given: `2024`, `2024-10`, `2024-10-02`. */
export const taken = (photo: Photo, from: string, to = from) =>
  photo.taken.slice(0, from.length) >= from && photo.taken.slice(0, to.length) <= to
export const month = (photo: Photo, ...wanted: number[]) => wanted.includes(Number(photo.taken.slice(5, 7)))
export const day = (photo: Photo) => photo.taken.slice(0, 10)

export const inCity = (photo: Photo, ...wanted: string[]) => wanted.includes(photo.city ?? '')
const COUNTRIES: Record<string, string[]> = {
  japan: ['kyoto', 'tokyo', 'osaka', 'sapporo'],
  france: ['paris', 'nice'],
  usa: ['newyork', 'sanfrancisco'],
  turkey: ['istanbul'],
  china: [
    'shanghai',
    'sanya',
    'chengdu',
    'xian',
    'lijiang',
    'harbin',
    'hangzhou',
    'qingdao',
    'beijing',
    'guilin',
    'xiamen',
    'dunhuang',
  ],
  switzerland: ['interlaken'],
  iceland: ['reykjavik'],
}
export const inCountry = (photo: Photo, name: string) => (COUNTRIES[name] ?? []).includes(photo.city ?? '')
/** The folder or file has the word, whatever its case. */
export const named = (photo: Photo, ...words: string[]) =>
  words.some((word) => photo.path.toLowerCase().includes(word.toLowerCase()))
export const reads = (photo: Photo, ...words: string[]) =>
  words.some((word) => photo.scene.text.toLowerCase().includes(word.toLowerCase()))
