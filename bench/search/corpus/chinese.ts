import { actions } from '../words/actions.js'
import { type Entry, entry } from '../words/lexicon.js'
import { colours, garments, people } from '../words/people.js'
import { events, settings, skies } from '../words/settings.js'
import { things } from '../words/things.js'
import type { Random } from './random.js'
import type { Group, Scene, Thing, Worn } from './scene.js'

const NUMBERS = ['', '一', '两', '三', '四', '五', '六']

const wordsOf = (what: string): Entry => things[what] ?? entry(settings, what)

/** 红色连衣裙, 红色的连衣裙 or 红裙子. */
function coloured(r: Random, colour: string | undefined, name: string): string {
  if (!colour) return name
  const words = entry(colours, colour)
  const short = words.measure
  return r.weighted([
    [`${r.usually(words.zh)}${name}`, 5],
    [`${r.usually(words.zh)}的${name}`, 3],
    [name.length <= 2 ? `${short}${name}` : `${r.usually(words.zh)}${name}`, 2],
  ])
}

export function thingWords(r: Random, { what, colour, as, many = false }: Thing): { bare: string; phrase: string } {
  const words = wordsOf(what)
  const name = r.usually(words.zh)
  const depicted =
    as &&
    {
      toy: [`毛绒玩具${name}`, `玩具${name}`, `${name}玩偶`],
      poster: [`画着${name}的海报`, `${name}海报`],
      statue: [`${name}石雕`, `${name}雕像`],
      painting: [`${name}油画`, `画着${name}的油画`],
    }[as]
  const bare = coloured(r, colour, depicted ? r.pick(depicted) : name)
  const measure = depicted ? { toy: '个', poster: '张', statue: '座', painting: '幅' }[as] : words.measure
  return {
    bare,
    phrase: many
      ? `${r.pick(['许多', '几', '一些'])}${r.chance(0.4) ? measure : ''}${bare}`.replace(
          /^几(?!.?[只条匹头辆座朵本张个盏份支枚])/,
          '一些',
        )
      : `一${measure}${bare}`,
  }
}

export const wornWords = (r: Random, { what, colour }: Worn) => coloured(r, colour, r.usually(entry(garments, what).zh))

const verb = (what: string) =>
  ['hat', 'scarf', 'glasses', 'sunglasses', 'mask', 'helmet'].includes(what)
    ? '戴着'
    : what === 'backpack'
      ? '背着'
      : '穿着'

function groupWords(r: Random, group: Group): string {
  const words = entry(people, group.who)
  const who = `${NUMBERS[group.count] ?? group.count}${words.measure}`
  const name = r.usually(words.zh)
  if (group.wears.length === 0) return `${who}${name}`
  const clothes = group.wears.map((each) => `${verb(each.what)}${wornWords(r, each)}`).join('、')
  return r.chance(0.7) ? `${who}${clothes}的${name}` : `${who}${name}${clothes}`
}

const listed = (parts: string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join('、')}和${parts.at(-1)}`
const place = (r: Random, name: string) =>
  `在${name}${/[边上里中间畔市]$/.test(name) ? '' : r.pick(['上', '里', '']).replace('上', /[滩地台原]$/.test(name) ? '上' : '')}`

/** One to three sentences about a scene. */
export function describeInChinese(r: Random, scene: Scene): string {
  const where = scene.setting && place(r, r.usually(entry(settings, scene.setting).zh))
  const light = scene.sky && r.usually(entry(skies, scene.sky).zh)
  const event = scene.event && r.usually(entry(events, scene.event).zh)
  const doing = scene.people.find((group) => group.doing)?.doing
  const [first, ...others] = scene.things
  const sentences: string[] = []
  let background = scene.things
  if (scene.people.length > 0) {
    const who = listed(scene.people.map((group) => groupWords(r, group)))
    const act = doing ? r.usually(entry(actions, doing).zh) : ''
    sentences.push(
      r.pick([
        `${light ? `${light}，` : ''}${who}${where ?? ''}${act}。`,
        `${where ? `${where.replace(/^在/, '')}，` : ''}${who}${act && `正在${act}`}${light ? `，${light}` : ''}。`,
        `${who}${where ?? ''}${act}${light ? `，${light}` : ''}。`,
      ]),
    )
  } else if (first) {
    const subject = thingWords(r, first).phrase
    const act = first.doing ? r.usually(entry(actions, first.doing).zh) : ''
    sentences.push(
      r.pick([
        `${light ? `${light}，` : ''}${subject}${where ?? ''}${act}。`,
        `${where ? `${where.replace(/^在/, '')}有` : '画面中是'}${subject}${act && `，正在${act}`}${light ? `，${light}` : ''}。`,
      ]),
    )
    background = others
  } else
    sentences.push(
      `${light ?? ''}${where ? `${where.replace(/^在/, '')}的` : '一处'}${r.pick(['景色', '风光', '宁静画面'])}。`,
    )
  if (background.length > 0) {
    const rest = listed(
      background.map(
        (each) => `${thingWords(r, each).phrase}${each.doing ? `在${r.usually(entry(actions, each.doing).zh)}` : ''}`,
      ),
    )
    sentences.push(r.pick([`旁边有${rest}。`, `背景中可以看到${rest}。`, `画面里还有${rest}。`]))
  }
  if (event && r.chance(0.8)) sentences.push(r.pick([`这是${event}的场景。`, `看起来像是${event}。`]))
  return sentences.join('')
}
