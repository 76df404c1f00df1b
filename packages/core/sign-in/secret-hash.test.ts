import { expect, it } from 'vitest'
import { hashOfChosen, isChosen } from './secret-hash.js'

it('keeps what a person chose at the cost that OWASP asks for, never twice alike', async () => {
  const kept = await hashOfChosen('correct horse battery')
  expect(kept).toMatch(/^scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/)
  expect(await hashOfChosen('correct horse battery')).not.toBe(kept)
  expect(await isChosen('correct horse battery', kept)).toBe(true)
  expect(await isChosen('correct horse batterz', kept)).toBe(false)
})

it('knows a password again that another keyboard writes with other characters', async () => {
  expect(await isChosen('cafe\u0301 １２３', await hashOfChosen('caf\u00e9 123'))).toBe(true)
})

it('reads what was kept at another cost, and nothing else', async () => {
  const cheap = 'scrypt$ln=4,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$'
  expect(await isChosen('2468', `${cheap}mX-FZh9QOkqWAiqo1tOhcOAUi-BdcABtSz02-qn64DU`)).toBe(true)
  await expect(isChosen('2468', 'md5$abc')).rejects.toThrow('not in a form that this version knows')
})
