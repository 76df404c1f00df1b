import { fences, prose, thinking } from './around.js'
import type { Group } from './case.js'
import { characters, escaping } from './encoding.js'
import { enums } from './enums.js'
import { keys, wrappers } from './names.js'
import { notJson } from './not-json.js'
import { chinesePunctuation, structure } from './punctuation.js'
import { quotes, unescaped } from './strings.js'
import { loops, truncation } from './truncation.js'
import { duplicates, several } from './twice.js'
import { counts, literals } from './values.js'

/**
 * Malformed answers of the kinds that models give, by kind, each with the right result beside it: the exact analysis,
 * or the exact problem with exactly what is kept. Where more than one reading is possible, the field is lost.
 */
export const CORPUS: readonly Group[] = [
  fences,
  prose,
  thinking,
  quotes,
  unescaped,
  chinesePunctuation,
  structure,
  truncation,
  loops,
  duplicates,
  several,
  literals,
  counts,
  enums,
  keys,
  wrappers,
  escaping,
  characters,
  notJson,
]
