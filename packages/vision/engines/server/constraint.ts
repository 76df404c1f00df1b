import { ANALYSIS_GRAMMAR } from '../../grammar.js'
import { analysisJsonSchema } from '../../schema.js'

/** Ways to hold a server to the schema, the strictest first. */
export const CONSTRAINTS = ['grammar', 'json_schema', 'json_object', 'none'] as const
export type Constraint = (typeof CONSTRAINTS)[number]

/** The part of the request that asks for it. */
export function constraintFields(constraint: Constraint): Record<string, unknown> {
  switch (constraint) {
    case 'grammar':
      return { grammar: ANALYSIS_GRAMMAR } // llama-server only: no padding with white space, unlike its json_schema
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'analysis', strict: true, schema: analysisJsonSchema },
        },
      }
    case 'json_object':
      return { response_format: { type: 'json_object' } }
    case 'none':
      return {}
  }
}

/** Whether a refusal is about the constraint and not about the photo. */
export function refusesConstraint(status: number, body: string): boolean {
  return (
    [400, 404, 422, 500, 501].includes(status) &&
    /response_?format|json_?schema|json_?object|grammar|guided|structured/i.test(body)
  )
}

export function nextConstraint(constraint: Constraint): Constraint | undefined {
  return CONSTRAINTS[CONSTRAINTS.indexOf(constraint) + 1]
}
