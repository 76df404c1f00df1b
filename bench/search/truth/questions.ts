import { aboutFacts } from './about-facts.js'
import { aboutScenes } from './about-scenes.js'
import { aboutThings } from './about-things.js'
import type { Question } from './question.js'

/** When the questions are asked, and where: last summer is the summer of 2025. */
export const NOW = { instant: '2026-05-20T02:00:00Z', zone: 'Asia/Shanghai' } as const

export const questions: Question[] = [...aboutThings, ...aboutScenes, ...aboutFacts]
