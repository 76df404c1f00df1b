import { isMeasured, type MeasuredRow, type Row, type Setting } from '#vision/tuning/measure-rows'
import { printTable } from '../print.js'

/** ` with 256 image tokens`; nothing where a server decides. */
export function seeing({ imageTokens }: Setting): string {
  return imageTokens === undefined ? '' : ` with ${imageTokens} image tokens`
}

/** `2 at a time with 256 image tokens`. */
export function described(setting: Setting): string {
  return `${setting.slots} at a time${seeing(setting)}`
}

/** One line for each setting that was tried; the best is marked. */
export function printRows(rows: readonly Row[], best: MeasuredRow | undefined): void {
  printTable(
    ['at a time', 'image tokens', 'photos a minute', 'seconds a photo', 'tokens/s', 'valid at once', ''],
    rows.map((row) => {
      const setting = [String(row.slots), row.imageTokens === undefined ? "the server's" : String(row.imageTokens)]
      if (!isMeasured(row)) return [...setting, 'failed', '', '', '', firstSentence(row.failed)]
      return [
        ...setting,
        rounded(row.photosPerMinute),
        rounded(row.secondsPerPhoto),
        rounded(row.tokensPerSecond),
        `${Math.round(100 * row.validShare)} %`,
        row === best ? '← best' : '',
      ]
    }),
  )
}

/** Three figures, which is more than a measurement of minutes is exact. */
export function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}

/** A native library may say much. */
function firstSentence(text: string): string {
  const [line = ''] = text.split('\n')
  return line.length > 160 ? `${line.slice(0, 159)}…` : line
}
