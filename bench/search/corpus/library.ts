import { createHash } from 'node:crypto'
import { analysisOf } from './analysis.js'
import { type Archetype, complete } from './archetype.js'
import { around, cities, dayAtHome, dayOf, festivals, type Journey, journeys, LAST } from './journeys.js'
import { life } from './life.js'
import { occasions } from './occasions.js'
import { outdoors } from './outdoors.js'
import { type Random, random } from './random.js'
import { records } from './records.js'
import type { JudgedPhoto, Scene } from './scene.js'
import { towns } from './towns.js'

const archetypes: Archetype[] = [...outdoors, ...towns, ...life, ...occasions, ...records]
const HOME: Journey = { city: 'shanghai', from: '', days: 0, folders: [], traits: ['home', 'city'] }

const cameras: readonly (readonly [readonly [make: string, model: string, format: string, name: string], number])[] = [
  [['Apple', 'iPhone 15 Pro', 'heic', 'IMG_'], 5],
  [['HUAWEI', 'P60 Pro', 'jpeg', 'IMG_'], 3],
  [['Xiaomi', '14 Ultra', 'jpeg', 'IMG_'], 2],
  [['FUJIFILM', 'X-T5', 'jpeg', 'DSCF'], 2],
  [['Canon', 'EOS R6', 'jpeg', 'IMG_'], 1.5],
  [['SONY', 'ILCE-7M4', 'jpeg', 'DSC0'], 1],
  [['DJI', 'FC8482', 'jpeg', 'DJI_'], 0.7],
]

/** The same library for the same count and seed. */
export function generateLibrary(count: number, seed = 1): JudgedPhoto[] {
  return Array.from({ length: count }, (_, i) => photo(random(seed * 1_000_003 + i), i))
}

function photo(r: Random, number: number): JudgedPhoto {
  const journey = r.chance(0.45) ? r.pick(journeys) : HOME
  const home = journey === HOME
  const day = home ? dayAtHome(r) : dayOf(journey.from, r.int(0, journey.days - 1))
  const archetype = r.weighted(
    archetypes.filter((each) => suits(each, journey, day)).map((each) => [each, frequency(each, home)] as const),
  )
  const date = archetype.festival && home ? festivalDay(r, archetype.festival) : day
  const scene = complete(archetype.name, archetype.make(r, { month: Number(date.slice(5, 7)), traits: journey.traits }))
  const language = r.chance(0.5) ? 'zh' : 'en'
  const screenshot = scene.category === 'screenshot'
  const [make, model, format, prefix] = r.weighted(cameras)
  const [latitude, longitude] = cities[journey.city] ?? [0, 0]
  const located = !screenshot && !scene.paper && r.chance(home ? 0.5 : 0.8)
  const taken = `${date}T${hourOf(r, scene)}:${two(r.int(0, 59))}:${two(r.int(0, 59))}`
  const name = screenshot
    ? `Screenshot_${taken.replace(/\D/g, '')}.png`
    : `${prefix}${1000 + (number % 9000)}.${format === 'heic' ? 'HEIC' : 'JPG'}`
  return {
    id: createHash('sha256').update(`judged ${number}`).digest('hex'),
    ...{ scene, language, taken, favourite: r.chance(0.06) },
    analysis: analysisOf(r, scene, language),
    ...(located && {
      city: journey.city,
      latitude: latitude + (r.next() - 0.5) * 0.01,
      longitude: longitude + (r.next() - 0.5) * 0.01,
    }),
    ...(screenshot ? { make: '', model: '', format: 'png' } : { make, model, format }),
    share: r.chance(0.8) ? 'photos' : 'phone',
    path: `${folderOf(r, journey, scene, date)}/${name}`,
  }
}

function suits(archetype: Archetype, { traits, city }: Journey, day: string): boolean {
  if (archetype.where && !archetype.where.some((trait) => traits.includes(trait))) return false
  if (archetype.months && !archetype.months.includes(Number(day.slice(5, 7)))) return false
  return !archetype.festival || city === HOME.city || around(day, archetype.festival, 1, 1)
}

/** People travel for what they do not have at home. */
function frequency({ weight, where }: Archetype, home: boolean): number {
  return home ? weight : where ? weight * (where.includes('city') ? 1 : 3) : weight / 2
}

/** On the day or next to it. */
function festivalDay(r: Random, festival: string): string {
  const reach = festival === 'springfestival' ? r.int(-1, 5) : r.int(-1, 0)
  const day = dayOf(r.pick(festivals[festival] ?? []), reach)
  return day > LAST ? LAST : day
}

function hourOf(r: Random, { sky }: Scene): string {
  const hours = { night: [19, 23], sunset: [17, 19], sunrise: [5, 6] }[sky ?? ''] ?? [8, 18]
  return two(r.int(hours[0] ?? 8, hours[1] ?? 18))
}
const two = (value: number) => String(value).padStart(2, '0')

const ALBUMS: Record<string, Record<string, string>> = {
  birthday: {
    ...{
      grandmother: '奶奶80大寿',
      grandfather: "Grandpa's birthday",
      boy: '乐乐生日',
      girl: "Emma's birthday",
      baby: '宝宝周岁',
    },
    ...{ woman: 'Birthday dinner', man: 'Birthday dinner' },
  },
  wedding: { any: "April and Tom's wedding" },
  graduation: { any: '毕业季' },
}

function folderOf(r: Random, journey: Journey, scene: Scene, date: string): string {
  const year = date.slice(0, 4)
  if (scene.category === 'screenshot') return r.pick(['Screenshots', 'Pictures/Screenshots', '截图'])
  if (scene.paper) return r.pick(['Scans', 'Documents', 'DCIM/Camera', '报销'])
  const album = ALBUMS[scene.event ?? '']
  const name = album?.[scene.whose ?? 'any']
  if (journey === HOME && name && r.chance(0.6)) return `${year}/${name}`
  if (journey.folders.length > 0 && r.chance(0.6)) return r.pick(journey.folders)
  return r.pick([`${year}/${date.slice(0, 7)}`, 'DCIM/Camera', 'WeChat', year])
}
