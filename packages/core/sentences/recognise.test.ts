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

it.each(['', 'disk full', 'No worker is running. The sky is blue.', 'a photo', '{file}'])(
  'leaves %j as it is',
  (text) => {
    expect(recognise(text)).toBeUndefined()
  },
)
