import { ANALYSIS_GRAMMAR } from '../../grammar.js'
import type { JsonSchema } from '../../json-schema.js'
import { analysisJsonSchema } from '../../schema.js'
import type { ServerKind } from './facts.js'

/** Ways to hold a server to the schema, the strictest first. */
const CONSTRAINTS = ['grammar', 'json_schema', 'json_object', 'none'] as const
export type Constraint = (typeof CONSTRAINTS)[number]

/** What is asked for: the same in each of the languages that servers understand. */
export interface Shape {
  grammar: string
  schema: JsonSchema
}

export const ANALYSIS_SHAPE: Shape = { grammar: ANALYSIS_GRAMMAR, schema: analysisJsonSchema }

/**
 * Which of them a kind of server may know. `response_format` is the one name that every version of vLLM knows: the
 * `guided_…` fields went in 0.12, and fields that it does not know it ignores without a word. LM Studio refuses
 * json_object. Ollama ignores grammars.
 */
const KNOWN_BY: Record<ServerKind, readonly Constraint[]> = {
  albumen: ['none'],
  'llama-server': CONSTRAINTS,
  ollama: ['json_schema', 'json_object', 'none'],
  vllm: ['json_schema', 'json_object', 'none'],
  'lm-studio': ['json_schema', 'none'],
  unknown: CONSTRAINTS,
}

export function strictest(kind: ServerKind): Constraint {
  return KNOWN_BY[kind][0] ?? 'none'
}

export function weaker(kind: ServerKind, than: Constraint): Constraint | undefined {
  return KNOWN_BY[kind].find((constraint) => CONSTRAINTS.indexOf(constraint) > CONSTRAINTS.indexOf(than))
}

/** The part of the request that asks for it. */
export function constraintFields(constraint: Constraint, { grammar, schema }: Shape): Record<string, unknown> {
  switch (constraint) {
    case 'grammar':
      return { grammar } // llama.cpp only: no padding with white space, unlike its json_schema
    case 'json_schema':
      return { response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } } }
    case 'json_object':
      return { response_format: { type: 'json_object' } }
    case 'none':
      return {}
  }
}

/** Whether a refusal is about the constraint and not about the photo. */
export function refusesConstraint(status: number, said: string): boolean {
  return (
    [400, 404, 422, 500, 501].includes(status) &&
    /response_?format|json_?schema|json_?object|grammar|guided|structured|xgrammar|outlines/i.test(said)
  )
}
