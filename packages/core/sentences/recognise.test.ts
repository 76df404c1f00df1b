import { expect, it } from 'vitest'
import { phrases } from './phrases.js'
import { recognise } from './recognise.js'
import { say } from './say.js'
import { sentences } from './table.js'

const namesIn = (template: string) => [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)))]
const filled = (template: string) => template.replace(/\{(\w+)\}/g, '<$1>')

it.each(Object.entries(sentences))('knows %s again by its English words', (code, template) => {
  const values = Object.fromEntries(namesIn(template).map((name) => [name, `<${name}>`]))
  expect(recognise(filled(template))).toEqual([{ code, values }])
})

it.each(Object.entries(phrases))('knows %s again inside a sentence', (code, template) => {
  const values = Object.fromEntries(namesIn(template).map((name) => [name, `<${name}>`]))
  const why = say('text_restarting', { why: filled(template) })
  expect(recognise(why)).toEqual([{ code: 'text_restarting', values: { why: [{ code, values }] } }])
})

it('takes several sentences apart, with a full stop in a fact or none behind a clause', () => {
  const file = '/models/a. b.gguf'
  const missing = say('file_missing', { file, what: say('a_vision_model') })
  expect(recognise(`${missing}. ${say('delete_and_again')}`)).toEqual([
    { code: 'file_missing', values: { file, what: [{ code: 'a_vision_model', values: {} }] } },
    { code: 'delete_and_again', values: {} },
  ])
})

it('takes lists of phrases apart', () => {
  const given = [say('given_photos', { slots: 2, planned: 4 }), say('given_cache')].join(', ')
  expect(recognise(say('engine_smaller_kept', { given, why: 'out of memory' }))).toEqual([
    {
      code: 'engine_smaller_kept',
      values: {
        given: [
          { code: 'given_photos', values: { slots: '2', planned: '4' } },
          { code: 'given_cache', values: {} },
        ],
        why: 'out of memory',
      },
    },
  ])
})

it('takes clauses apart that are alike, also where one of them has a semicolon of its own', () => {
  const mirror = say('the_mirror', { url: 'http://127.0.0.1:9' })
  const each = [
    say('source_unreachable', { source: mirror, error: 'ECONNREFUSED' }),
    say('source_web_page', { source: 'Hugging Face' }),
    say('source_unreachable', { source: 'ModelScope', error: 'ENOTFOUND' }),
  ].join('; ')
  expect(recognise(say('download_nowhere', { file: 'a.gguf', each, folder: '/models' }))).toEqual([
    {
      code: 'download_nowhere',
      values: {
        file: 'a.gguf',
        folder: '/models',
        each: [
          {
            code: 'source_unreachable',
            values: { source: [{ code: 'the_mirror', values: { url: 'http://127.0.0.1:9' } }], error: 'ECONNREFUSED' },
          },
          { code: 'source_web_page', values: { source: 'Hugging Face' } },
          { code: 'source_unreachable', values: { source: 'ModelScope', error: 'ENOTFOUND' } },
        ],
      },
    },
  ])
})

it('keeps what others said as it is, however many sentences that are', () => {
  const said = `${'This went wrong. '.repeat(40)}Sorry`
  expect(recognise(say('delivery_answered_said', { status: 500, said }))).toEqual([
    { code: 'delivery_answered_said', values: { status: '500', said } },
  ])
})

it.each(['', 'disk full', 'No worker is running. The sky is blue.', 'a photo', '{file}'])(
  'leaves %j as it is',
  (text) => {
    expect(recognise(text)).toBeUndefined()
  },
)
