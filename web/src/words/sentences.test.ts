import { expect, it } from 'vitest'
import { recognise } from '#core/sentences/recognise'
import { say } from '#core/sentences/say'
import { SENTENCE_CODES, table } from '#core/sentences/table'
import type { Told } from '../api/types'
import { inWords } from './in-words'
import { sentences } from './sentences.zh'

const namesIn = (template: string) => [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)))]

it.each(SENTENCE_CODES)('says %s in Chinese, with every fact', (code) => {
  expect(namesIn(sentences[code]).sort()).toEqual(namesIn(table[code]).sort())
  const values = Object.fromEntries(namesIn(table[code]).map((name) => [name, `<${name}>`]))
  const said = inWords([{ code, values }], sentences)
  expect(said).toMatch(/\p{Script=Han}/u)
  expect(said).not.toMatch(/[{}]/)
  for (const value of Object.values(values)) expect(said).toContain(value)
})

it('says what the api recognised, facts that are phrases too', () => {
  const english = `${say('suits_card', {
    ...{ model: 'qwen', size: '6.2', card: 'RTX 3060' },
    time: say('seconds_range', { from: 3, to: 8 }),
  })} ${say('being_downloaded')}`
  expect(inWords(recognise(english) as Told[], sentences)).toBe(
    'qwen（6.2 GB）适合本机：可全部放进 RTX 3060，每张照片约 3 到 8 秒。正在下载。',
  )
})

it('leaves what it does not know to the English', () => {
  const unknown = { code: 'of_a_newer_version', values: {} } as unknown as Told
  expect(inWords([unknown], sentences)).toBeUndefined()
  expect(inWords([{ code: 'text_restarting', values: { why: [unknown] } }], sentences)).toBeUndefined()
})
