// Writes src/api/types.ts from the api's own OpenAPI document, so that the app cannot use what the api does not give.
//   node web/types.mjs [ADDRESS]     default http://127.0.0.1:8484
// openapi-typescript does this for everybody; it cannot run beside TypeScript 7, and our document needs a tenth of it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const METHODS = ['get', 'post', 'patch', 'put', 'delete']
const PREFIX = '/api/v1'

/** The whole file for one document. */
export function typesOf(document) {
  const schemas = document.components?.schemas ?? {}
  const named = Object.keys(schemas)
    .filter((name) => !name.endsWith('Input'))
    .sort()
    .map((name) => `export type ${name} = ${type(schemas[name], '')}`)
  const routes = Object.entries(document.paths)
    .filter(([path]) => path.startsWith(PREFIX))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, methods]) =>
      METHODS.filter((method) => methods[method]).map((method) => route(path, method, methods[method])),
    )
  return [
    '// Made by web/types.mjs from the OpenAPI document; do not edit.',
    ...named,
    `export interface Routes {\n${routes.join('\n')}\n}`,
    '',
  ].join('\n\n')
}

function route(path, method, { parameters = [], requestBody, responses }) {
  const part = (place) => {
    const all = parameters.filter((each) => each.in === place)
    if (all.length === 0) return 'undefined'
    return `{ ${all.map((each) => `${key(each.name)}${each.required ? '' : '?'}: ${type(each.schema, '    ')}`).join('; ')} }`
  }
  const body = requestBody?.content?.['application/json']?.schema
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  const answer = good?.content?.['application/json']?.schema
  return `  '${method.toUpperCase()} ${path.slice(PREFIX.length)}': {
    path: ${part('path')}
    query: ${part('query')}
    body: ${body ? type(body, '    ') : 'undefined'}
    answer: ${answer ? type(answer, '    ') : 'undefined'}
  }`
}

function type(schema, indent) {
  if (schema.$ref)
    return schema.$ref
      .split('/')
      .at(-1)
      .replace(/Input$/, '')
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return either.map((each) => type(each, indent)).join(' | ')
  if (schema.allOf) return schema.allOf.map((each) => type(each, indent)).join(' & ')
  if (Array.isArray(schema.type)) return schema.type.map((each) => type({ ...schema, type: each }, indent)).join(' | ')
  if (schema.type === 'array') return `Array<${type(schema.items ?? {}, indent)}>`
  if (schema.type === 'object') return object(schema, indent)
  return (
    { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' }[schema.type] ??
    'unknown'
  )
}

function object({ properties = {}, required = [], additionalProperties }, indent) {
  const deeper = `${indent}  `
  const lines = Object.entries(properties).map(([name, each]) => {
    const doc = each.description ? `${deeper}/** ${each.description} */\n` : ''
    return `${doc}${deeper}${key(name)}${required.includes(name) ? '' : '?'}: ${type(each, deeper)}`
  })
  if (lines.length > 0) return `{\n${lines.join('\n')}\n${indent}}`
  return typeof additionalProperties === 'object'
    ? `Record<string, ${type(additionalProperties, indent)}>`
    : 'Record<string, unknown>'
}

const key = (name) => (/^[\w$]+$/.test(name) ? name : `'${name}'`)
const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const address = process.argv[2] ?? 'http://127.0.0.1:8484'
  const response = await fetch(`${address}${PREFIX}/openapi.json`)
  writeFileSync(new URL('src/api/types.ts', import.meta.url), typesOf(await response.json()))
}
