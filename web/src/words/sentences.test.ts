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

it('says a failed download with what each source met', () => {
  const each = [
    say('source_unreachable', { source: 'Hugging Face', error: 'ECONNREFUSED' }),
    say('source_lacks', { source: 'ModelScope', status: 404 }),
  ].join('; ')
  const english = say('download_nowhere', { file: 'a.gguf', each, folder: '/models' })
  expect(inWords(recognise(english) as Told[], sentences)).toBe(
    '无法下载 a.gguf：Hugging Face 无法连接（ECONNREFUSED），ModelScope 没有此文件（HTTP 404）。' +
      '请稍后再试，或把 HF_ENDPOINT 设为其他镜像；也可以自己下载文件，放进 /models。',
  )
})

it('says around the words of llama.cpp, which stay as they are', () => {
  const how = say('process_signal', { signal: 'SIGABRT' })
  const why = say('said_by_llama', { what: how, words: 'GGML_ASSERT(n > 0) failed; aborting' })
  expect(inWords(recognise(say('engine_restarting', { why })) as Told[], sentences)).toBe(
    '视觉引擎正在重新启动：引擎进程被 SIGABRT（llama.cpp 原话：GGML_ASSERT(n > 0) failed; aborting） 终止',
  )
  const late = say('said_by_llama', { what: say('load_slow', { seconds: 60 }), words: 'llama_init: failed' })
  const failed = say('load_failed', { model: '/m/a.gguf', projector: '/m/b.gguf', why: late })
  expect(inWords(recognise(failed) as Told[], sentences)).toBe(
    'llama.cpp 无法加载 /m/a.gguf 和 /m/b.gguf：60 秒后仍未加载完（llama.cpp 原话：llama_init: failed）',
  )
})

it('leaves what it does not know to the English', () => {
  const unknown = { code: 'of_a_newer_version', values: {} } as unknown as Told
  expect(inWords([unknown], sentences)).toBeUndefined()
  expect(inWords([{ code: 'text_restarting', values: { why: [unknown] } }], sentences)).toBeUndefined()
})
