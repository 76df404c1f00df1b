import { row, section } from '../report.js'
import type { ServiceUse } from './processes.js'
import { isGrowing, type Trend, trendOf } from './trend.js'

/** Everything seen at one moment. */
export interface Sample {
  hours: number
  services: Record<string, ServiceUse>
  databaseBytes: number
  waiting: number
  photos: number
  analysed: number
  /** of the machine, over a minute */
  load: number
}

/** Growth below this is the size of an allocator's mood, not a leak. */
const LEAST_BYTES = 4e6
const LEAST_DESCRIPTORS = 3

/** Prints what each service took and whether it grew. @returns the names of what grew */
export function reportSoak(all: Sample[], warmUpHours: number): string[] {
  const samples = all.filter((each) => each.hours >= warmUpHours)
  const last = samples.at(-1)
  if (samples.length < 10 || !last) {
    console.log(`Only ${samples.length} samples after the warm-up: too few for a trend.`)
    return []
  }
  const grew: string[] = []
  const trend = (values: number[]) => trendOf(values.map((value, i) => ({ hours: samples[i]?.hours ?? 0, value })))
  const shown = (values: number[]) => line(trend(values), false, megabytes)
  const judged = (name: string, values: number[], least: number, show: (value: number) => string): string => {
    const found = trend(values)
    const grows = isGrowing(found, least)
    if (grows) grew.push(name)
    return line(found, grows, show)
  }
  for (const name of Object.keys(last.services).toSorted()) {
    section(name)
    const of = (key: keyof ServiceUse) => samples.map((each) => each.services[name]?.[key] ?? 0)
    row('own memory', judged(name, of('own'), LEAST_BYTES, megabytes))
    if (of('buffers').some((each) => each > 0)) row('shared buffers', shown(of('buffers')))
    row('pss', shown(of('pss')))
    row('rss', shown(of('rss')))
    if (of('heap').some((each) => each > 0))
      row('live heap', judged(`${name} heap`, of('heap'), LEAST_BYTES, megabytes))
    if (of('processes').some((each) => each > 1)) row('processes', line(trend(of('processes')), false, plain))
    row('open descriptors', judged(`${name} descriptors`, of('descriptors'), LEAST_DESCRIPTORS, plain))
  }
  section('everything')
  const total = samples.map((each) => Object.values(each.services).reduce((sum, one) => sum + one.pss, 0))
  row('pss', shown(total))
  const database = samples.map((each) => each.databaseBytes)
  row('database (grows with the photos that it remembers)', shown(database))
  const load = samples.reduce((sum, each) => sum + each.load, 0) / samples.length
  row('jobs waiting, most', String(Math.max(...samples.map((each) => each.waiting))))
  row('photos known, analysed', `${last.photos}, ${last.analysed}`)
  row('time, after warm-up', `${last.hours.toFixed(2)} h, ${(last.hours - warmUpHours).toFixed(2)} h`)
  row('load of the machine', load.toFixed(1))
  row('verdict', grew.length === 0 ? 'flat' : `growing: ${grew.join(', ')}`)
  return grew
}

function line(trend: Trend, grows: boolean, show: (value: number) => string): string {
  const sign = trend.perHour < 0 ? '' : '+'
  return `${show(trend.mean)}, ${sign}${show(trend.perHour)} ± ${show(trend.error)} an hour${grows ? '  GROWING' : ''}`
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const plain = (count: number) => count.toFixed(1)
