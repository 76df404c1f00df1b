/** The part of JSON Schema that an answer may use: everything has a bound, so that generation always ends. */
export type JsonSchema =
  | {
      type: 'object'
      properties: Record<string, JsonSchema>
      required: readonly string[]
      additionalProperties: false
    }
  | { type: 'array'; items: JsonSchema; minItems?: number; maxItems: number }
  | { type: 'string'; enum: readonly string[] }
  | { type: 'string'; enum?: undefined; minLength?: number; maxLength: number }
  | { type: 'integer'; minimum: number; maximum: number }
