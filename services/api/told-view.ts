import { z } from 'zod'
import { recognise } from '#core/sentences/recognise'
import { SENTENCE_CODES } from '#core/sentences/table'

/** One sentence for people by its code and its facts. */
export const toldSchema = z
  .object({
    code: z.enum(SENTENCE_CODES),
    get values() {
      return z.record(z.string(), z.union([z.string(), z.array(toldSchema)]))
    },
  })
  .meta({ id: 'Told' })

/** Beside the English sentences of an object, for whoever says them in another language. */
export const told = z
  .record(z.string(), z.array(toldSchema))
  .optional()
  .describe('the sentences of these fields by their codes, where they are known')

/** The object with what its fields say, as far as that is known: sentences, or lists of them. */
export function withTold<T extends object>(
  view: T,
  ...fields: (keyof T & string)[]
): T & { told?: z.infer<typeof told> } {
  const known = fields.flatMap((field) => {
    const said = [view[field]].flat().map((each) => (typeof each === 'string' ? recognise(each) : undefined))
    return said.length > 0 && said.every((each) => each !== undefined) ? [[field, said.flat()] as const] : []
  })
  return known.length > 0 ? { ...view, told: Object.fromEntries(known) } : view
}
