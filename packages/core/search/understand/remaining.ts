import { asidesIn } from './asides.js'
import { settle } from './finding.js'
import type { Reading } from './reading.js'

/** The words that are left to look for once what was understood is taken out, and the words of asking with it. */

const FILLERS = new Set(
  [
    'show me us find search look looking for get give display list see view want wanna need would like i we my our mine all',
    'any some every each the a an this that these those of in on at from with by to and or but please can could you where',
    'took what which who when are is there were was be been am taken shot made captured photo photos picture pictures pic pics',
    'image images photograph photographs snap snaps snapshot snapshots shots album albums have has had do does did it them',
    'during around near',
    '请 帮 我 帮我 帮忙 给 给我 麻烦 想 想要 要 看 看看 看一下 看到 找 找找 找到 找出 找出来 搜 搜索 搜一下 查 查找 查询 查看 显示 展示 列出 有没有 有 有哪些',
    '哪些 哪里 所有 全部 一些 一下 几 张 几张 那张 这张 那些 这些 那 这 一张 我们 我的 你 拍 拍的 拍摄 在 于 的 了 里 里面 中 上 和 跟 与 及 以及 是 去',
    '时候 时 那天 期间 当天 照片 图片 相片 图 照 相 影像 吗 呢 吧 啊 个 一个 一位 一名 一只 一条 一朵 一辆 些 着 过 也 都 并 且 但 但是 而 出来 下 到 从 只 张照片 的照片 里有',
  ].flatMap((line) => line.split(' ')),
)

/** "Three photos of", 三张照片: how many to show is not understood, and says nothing of a photo. */
const COUNTED =
  /\b(?:\d{1,4}|one|two|three|four|five|six|ten|a few|some) (?:photos|pictures|pics|images|snaps|photo|picture)\b|有没有|(?:\d{1,4}|[一二两三四五六七八九十几]{1,2})张(?=的?(?:照片|图片|相片|图|照|$))/g

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

export interface Span {
  start: number
  end: number
}

/** @param spans what was understood, in order and without overlaps */
export function remainingText(reading: Reading, spans: Span[]): string {
  const { question, folded, cutsWord } = reading
  const counted = [...folded.matchAll(COUNTED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const unsaid = settle([...counted, ...asidesIn(reading)])
  const free = unsaid.filter((one) => !spans.some((span) => span.start < one.end && one.start < span.end))
  const cuts = [...spans, ...free].sort((a, b) => a.start - b.start)
  const pieces: string[] = []
  let at = 0
  for (const { start, end } of [...cuts, { start: question.length, end: question.length }]) {
    const [from, to] = withoutFillers(folded.slice(at, start), (a, b) => cutsWord(at + a, at + b))
    const piece = question.slice(at + from, at + to)
    if (piece) pieces.push(piece)
    at = end
  }
  return pieces.join(' ')
}

/** The positions of what is left between the first and the last word that says something; 拍 is none, in 航拍 it is. */
function withoutFillers(piece: string, cutsWord: (start: number, end: number) => boolean): [number, number] {
  const segments = [...segmenter.segment(piece)]
  const says = ({ segment, index, isWordLike }: Intl.SegmentData) =>
    isWordLike
      ? !FILLERS.has(segment) || cutsWord(index, index + segment.length)
      : /["《》「」『』\p{Extended_Pictographic}]/u.test(segment)
  const first = segments.find(says)
  const last = segments.findLast(says)
  return first && last ? [first.index, last.index + last.segment.length] : [0, 0]
}
