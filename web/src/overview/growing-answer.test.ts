import { expect, it } from 'vitest'
import { descriptionIn } from './growing-answer'

it.each([
  ['', ''],
  ['{"category":"pets","descr', ''],
  ['{"category":"pets","description":"A white c', 'A white c'],
  ['{"description": "She said \\"hi\\"\\nand 猫", "objects":["', 'She said "hi"\nand 猫'],
  ['{"description":"cut in an escape \\u4', 'cut in an escape '],
])('%s', (answer, text) => expect(descriptionIn(answer)).toBe(text))
