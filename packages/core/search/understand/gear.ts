import type { Finding } from './finding.js'
import { NameIndex } from './names.js'
import type { Reading } from './reading.js'

/** Cameras and shares by the names that the library has for them. */

const SHOT =
  /(?:^|[^\w])((?:(?:shot|taken|made|captured|photographed) (?:on|with|by|using)|with|on|by|from|using) (?:(?:my|our|the|an?|his|her) )?)$/
const ZH_SHOT = /(?:用|使用|由)$/
const SHOT_AFTER = /^(?: (?:photos|pictures|pics|shots|images|camera)\b|(?:相机)?(?:拍摄?的?|的?照片|的?相片|摄))/

/**
 * A model with a figure in it (X-T5, Pixel 8) is one wherever it stands; Apple and iPhone are cameras where something was
 * taken with them.
 */
export function findCameras(reading: Reading, cameras: string[]): Finding[] {
  const index = new NameIndex<string>()
  for (const camera of new Set(cameras)) for (const name of camerasNames(camera)) index.add(name, camera)
  return index.find(reading.folded).flatMap(({ start, end, named }) => {
    if (reading.cutsWord(start, end)) return []
    const before = reading.folded.slice(Math.max(0, start - 24), start)
    const lead = (SHOT.exec(before)?.[1] ?? ZH_SHOT.exec(before)?.[0] ?? '').length
    const after = SHOT_AFTER.exec(reading.folded.slice(end))?.[0] ?? ''
    const said = reading.folded.slice(start, end)
    const unmistakable = /\d/.test(said) && /[a-z]/.test(said) && said.length >= 3
    if (!unmistakable && lead === 0 && after === '') return []
    const models = [...new Set(named)]
    const [first = ''] = models
    const label = models.length === 1 ? first : reading.question.slice(start, end)
    return [
      {
        ...{ start: start - lead, end: end + (/^(?:相机)?(?:拍摄?|摄)/.test(after) ? after.length : 0) },
        ...{ kind: 'cameras' as const, asks: { cameras: models }, label: { en: label, zh: label } },
      },
    ]
  })
}

/** iPhone 15 Pro is also asked for as iPhone 15 and iPhone, Canon EOS R5 as EOS R5. */
function camerasNames(camera: string): string[] {
  const words = camera.trim().split(/\s+/)
  const beginnings = words.map((_, i) => words.slice(0, i + 1).join(' '))
  const endings = words.slice(1).map((_, i) => words.slice(i + 1).join(' '))
  return [...new Set([...beginnings, ...endings.filter((name) => /\d/.test(name) && /[a-z]/i.test(name))])]
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
