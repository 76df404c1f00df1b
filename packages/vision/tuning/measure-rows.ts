import { z } from 'zod'

/** What one measurement fixes. */
export const setting = z.object({
  /** photos at a time */
  slots: z.int().min(1),
  /** most tokens for a picture; undefined where a server decides */
  imageTokens: z.int().min(1).optional(),
})
export type Setting = z.infer<typeof setting>

export const figures = z.object({
  /** photos that counted */
  photos: z.int().min(1),
  photosPerMinute: z.number().positive(),
  /** from question to answer, on average; with several at a time longer than a photo takes on balance */
  secondsPerPhoto: z.number().positive(),
  /** tokens written, of all slots together */
  tokensPerSecond: z.number().min(0),
  /** of the answers, that were a valid analysis without asking again; 0 to 1 */
  validShare: z.number().min(0).max(1),
  /** of the prompt's positions, that were not computed again; 0 to 1, undefined where the engine does not tell */
  cachedShare: z.number().min(0).max(1).optional(),
})
export type Figures = z.infer<typeof figures>

const failure = z.object({
  /** why there are no figures, a sentence */
  failed: z.string(),
})

/** One line of the table: what a setting gave. */
export const row = z.union([setting.extend(figures.shape), setting.extend(failure.shape)])
export type Row = z.infer<typeof row>
export type MeasuredRow = Setting & Figures

export function isMeasured(each: Row): each is MeasuredRow {
  return 'photosPerMinute' in each
}
