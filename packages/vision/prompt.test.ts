import { describe, expect, it } from 'vitest'
import { messagesFor } from './prompt.js'
import { ANALYSIS_KEYS, CATEGORIES, EMOTIONS, SENSITIVITIES } from './schema.js'

describe.each(['en', 'zh'] as const)('the prompt in %s', (language) => {
  const [system, user] = messagesFor(language, 'data:image/jpeg;base64,AAAA')
  const parts = Array.isArray(user?.content) ? user.content : []
  const text = `${system?.content}\n${parts.map((part) => (part.type === 'text' ? part.text : '')).join('')}`

  it('ends with the image, so that all text is a shared prefix', () => {
    expect(parts.map((part) => part.type)).toEqual(['text', 'image_url'])
  })

  it('explains every key and every value', () => {
    for (const key of ANALYSIS_KEYS) expect(text).toContain(`"${key}"`)
    for (const value of [...CATEGORIES, ...EMOTIONS, ...SENSITIVITIES])
      expect(text).toMatch(new RegExp(`^- ${value}[:：].+`, 'm'))
  })

  it('has only its own language in it', () => {
    expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh')
  })
})
