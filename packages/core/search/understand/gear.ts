import { brandNames, isBrand } from './brands.js'
import type { Finding } from './finding.js'
import { cutsChineseWord, NameIndex } from './names.js'
import type { Reading } from './reading.js'

/** Cameras and shares by the names that the library has for them. */

const SHOT =
  /(?:^|[^\w])((?:(?:shot|taken|made|captured|photographed) (?:on|with|by|using)|with|on|by|from|using) (?:(?:my|our|the|an?|his|her) )?)$/
const ZH_SHOT = /(?:用|使用|由)(?:我的|我)?$/
/** 苹果手机 is no fruit, and 富士相机 no mountain. */
const ZH_DEVICE = /^ ?(?:手机|照相机|相机|单反|微单|无人机|平板)/
const ZH_TAKEN = /^(?:拍摄?出?来?的?|摄|的?(?=照片|相片|图片|[航俯自街抓]拍))/
/** Huawei night shots */
const SUBJECT =
  'night|macro|portrait|selfie|street|travel|food|family|holiday|landscape|zoom|phone|camera|drone|aerial|raw'
const SHOT_AFTER = new RegExp(
  `^ (?:(?:${SUBJECT}) )?(?:photos?|photographs?|pictures?|pics?|shots?|images?|snaps?|camera|phone)\\b`,
)

/**
 * A model with a figure in it (X-T5, Pixel 8) is one wherever it stands; Apple and iPhone are cameras where something was
 * taken with them.
 */
export function findCameras(reading: Reading, cameras: string[]): Finding[] {
  const { question, folded, cutsWord } = reading
  return indexOf(cameras)
    .find(folded)
    .flatMap(({ start, end, named }) => {
      const rest = folded.slice(end)
      const device = ZH_DEVICE.exec(rest)?.[0] ?? ''
      if (cutsWord(start, end) && cutsWord(start, end + device.length)) return []
      if (cutsChineseWord(folded, start, end) && device === '') return []
      const before = folded.slice(Math.max(0, start - 24), start)
      const lead = (SHOT.exec(before)?.[1] ?? ZH_SHOT.exec(before)?.[0] ?? '').length
      const taken = ZH_TAKEN.exec(rest.slice(device.length))?.[0]
      const isTaken = lead > 0 || taken !== undefined || SHOT_AFTER.test(rest)
      const said = folded.slice(start, end)
      const unmistakable = /\d/.test(said) && /[a-z]/.test(said) && said.length >= 3
      const isNamed = isBrand(said) || (device !== '' && brandsOf(named).includes(said))
      if (!unmistakable && !isTaken && !isNamed) return []
      const models = [...new Set(named)]
      const [first = ''] = models
      const label = models.length === 1 ? first : question.slice(start, end)
      return [
        {
          ...{ start: start - lead, end: end + device.length + (taken?.length ?? 0) },
          ...{ kind: 'cameras' as const, asks: { cameras: models }, label: { en: label, zh: label } },
          ...(unmistakable || isTaken ? {} : { doubtful: true }),
        },
      ]
    })
}

/** A library's list of cameras stays the same for many questions. */
const indexes = new WeakMap<string[], NameIndex<string>>()

function indexOf(cameras: string[]): NameIndex<string> {
  const known = indexes.get(cameras)
  if (known) return known
  const index = new NameIndex<string>()
  indexes.set(cameras, index)
  for (const camera of new Set(cameras)) for (const name of camerasNames(camera)) index.add(name, camera)
  return index
}

function brandsOf(cameras: string[]): string[] {
  return cameras.flatMap(brandNames)
}

/** Apple iPhone 15 Pro is also asked for as iPhone 15, iPhone and 苹果, Canon EOS R5 as EOS R5. */
function camerasNames(camera: string): string[] {
  const words = camera.trim().split(/\s+/)
  const beginnings = words.map((_, i) => words.slice(0, i + 1).join(' '))
  const behind = words.slice(1)
  const series = behind.map((_, i) => behind.slice(0, i + 1).join(' ')).filter((name) => /^\p{L}{3,}/u.test(name))
  const endings = behind
    .map((_, i) => behind.slice(i).join(' '))
    .filter((name) => /\d/.test(name) && /[a-z]/i.test(name))
  const names = [...beginnings, ...series, ...endings, ...brandNames(camera)].map((name) => name.toLowerCase())
  return [...new Set(names)]
}

const SHARE_BEFORE = /(?:^|[^\w])((?:(?:in|on|from) )?(?:the )?(?:share|shared folder|folder) )$/
const SHARE_AFTER = /^(?: (?:share|shared folder|folder)\b|(?:共享|文件夹|共享文件夹|图库)(?:里的?|中的?)?)/
const ZH_SHARE_BEFORE = /(?:在)?(?:共享|文件夹)$/

/** A share named like an ordinary word (photos, family) has to be called a share or folder. */
export function findShares(reading: Reading, shares: string[]): Finding[] {
  const index = new NameIndex<string>()
  for (const share of new Set(shares)) index.add(share, share)
  return index.find(reading.folded).flatMap(({ start, end, named }) => {
    const before = reading.folded.slice(Math.max(0, start - 30), start)
    const lead = (SHARE_BEFORE.exec(before)?.[1] ?? ZH_SHARE_BEFORE.exec(before)?.[0] ?? '').length
    const after = SHARE_AFTER.exec(reading.folded.slice(end))?.[0].length ?? 0
    const distinctive = /[\d_-]/.test(named[0] ?? '') && /\p{L}{2}/u.test(named[0] ?? '')
    if (!distinctive && lead === 0 && after === 0) return []
    const [name = ''] = named
    return [
      {
        start: start - lead,
        end: end + after,
        kind: 'shares' as const,
        asks: { shares: [...new Set(named)] },
        label: { en: name, zh: name },
      },
    ]
  })
}
