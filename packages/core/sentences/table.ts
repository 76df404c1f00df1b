import { deliverySentences } from './deliveries.js'
import { downloadSentences } from './downloads.js'
import { engineSentences } from './engine.js'
import { healthSentences } from './health.js'
import { modelSentences } from './models.js'
import { photoSentences } from './photos.js'
import { phrases } from './phrases.js'
import { planSentences } from './plan.js'
import { requestSentences } from './requests.js'
import { serverSentences } from './server.js'
import { shareSentences } from './shares.js'

/** Whole sentences for the owner by their stable codes; what stands in braces is filled in. */
export const sentences = {
  ...engineSentences,
  ...serverSentences,
  ...modelSentences,
  ...downloadSentences,
  ...planSentences,
  ...healthSentences,
  ...shareSentences,
  ...photoSentences,
  ...requestSentences,
  ...deliverySentences,
} as const

/** All that is said, parts of sentences too. */
export const table = { ...sentences, ...phrases } as const

export type SentenceCode = keyof typeof table
export const SENTENCE_CODES = Object.keys(table) as [SentenceCode, ...SentenceCode[]]
