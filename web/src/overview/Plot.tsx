import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Throughput } from '../api/types'
import { useIsDark } from '../app/theme'
import { useFormats, useWords } from '../words/words'
import css from './Overview.module.css'

const HEIGHT = 210

/** Photos in each step, as an area; drawn again when the data, the width or the appearance changes. */
export function Plot({ data }: { data: Throughput }) {
  const words = useWords()
  const formats = useFormats()
  const dark = useIsDark()
  const ref = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const series = seriesOf(data)

  // new data goes into the plot that is there (below)
  useEffect(() => {
    const host = ref.current
    if (!host) return
    const colour = (name: string) => getComputedStyle(host).getPropertyValue(name).trim()
    const axis = { stroke: colour('--ink-soft'), font: `12px ${colour('--font')}` }
    const made = new uPlot(
      {
        width: host.clientWidth,
        height: HEIGHT,
        padding: [10, 6, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
        scales: {
          x: { range: wholeBars },
          y: { range: (_plot, _least, most) => [0, Math.max(4, Math.ceil(most * 1.15))] },
        },
        axes: [
          {
            ...axis,
            grid: { show: false },
            ticks: { show: false },
            space: 70,
            size: 26,
            values: (_plot, times) => times.map((time) => formats.clock(new Date(time * 1000))),
          },
          {
            ...axis,
            size: 40,
            grid: { stroke: colour('--line'), width: 1 },
            ticks: { show: false },
            values: (_plot, values) => values.map((value) => (Number.isInteger(value) ? formats.number(value) : '')),
          },
        ],
        series: [
          {},
          {
            stroke: colour('--accent-fill'),
            fill: colour('--accent-fill'),
            width: 0,
            ...(uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.82, 40], radius: 0.25 }) } : {}),
            points: { show: false },
          },
        ],
        plugins: [readout(formats)],
      },
      series,
      host,
    )
    plot.current = made
    const sizes = new ResizeObserver(() => made.setSize({ width: host.clientWidth, height: HEIGHT }))
    sizes.observe(host)
    return () => {
      sizes.disconnect()
      made.destroy()
    }
  }, [dark, formats.clock(new Date(0)), data.span])

  useEffect(() => plot.current?.setData(series), [series])

  const most = Math.max(...data.points.map((point) => point.analysed))
  return <div ref={ref} className={css.plot} role="img" aria-label={`${words.overview.throughput}: ≤ ${most}`} />
}

function seriesOf({ points }: Throughput): uPlot.AlignedData {
  return [points.map((point) => Date.parse(point.at) / 1000), points.map((point) => point.analysed)]
}

/** Half a step more on both sides: a bar stands around its time, and the newest would be cut in two. */
function wholeBars({ data: [times] }: uPlot, first: number, last: number): uPlot.Range.MinMax {
  const half = ((times[1] ?? last) - (times[0] ?? first)) / 2
  return [first - half, last + half]
}

/** The step under the pointer, in words, in the corner. */
function readout(formats: { clock(at: Date): string; number(n: number): string }): uPlot.Plugin {
  let label: HTMLElement
  return {
    hooks: {
      init(plot) {
        label = document.createElement('span')
        label.className = css.readout ?? ''
        plot.over.append(label)
      },
      setCursor(plot) {
        const at = plot.cursor.idx
        const time = at == null ? undefined : plot.data[0][at]
        label.textContent =
          at == null || time === undefined
            ? ''
            : `${formats.clock(new Date(time * 1000))} · ${formats.number(plot.data[1]?.[at] ?? 0)}`
      },
    },
  }
}
