import { isDeepStrictEqual } from 'node:util'
import type { Analysis } from '../schema.js'
import { fieldOf } from './keys.js'
import { type Members, type Read, readObject, UNREADABLE } from './read.js'

export type Fields = Partial<Record<keyof Analysis, unknown>>
type Candidates = Map<keyof Analysis, Read[]>

/** How deep wrappers such as `{"result": {"data": {…}}}` are followed. */
const MAX_WRAPPERS = 4

/**
 * Every value that an object gives for a field. The schema's own names win over other names, and both over what
 * wrappers hold.
 */
export function candidates(object: Members, depth = 0): Candidates {
  const own: Candidates = new Map()
  const renamed: Candidates = new Map()
  const wrapped: Candidates = new Map()
  for (const [key, value] of object.members) {
    const field = fieldOf(key)
    if (field) add(field === key ? own : renamed, field, value)
    else if (depth < MAX_WRAPPERS) {
      for (const inner of wrappedIn(value)) {
        const found = candidates(inner, depth + 1)
        // One field alone in an object of another name belongs to that other thing: {"child": {"emotion": "sad"}}
        if (found.size > 1) for (const [name, values] of found) for (const one of values) add(wrapped, name, one)
      }
    }
  }
  return new Map([...wrapped, ...renamed, ...own])
}

function add(to: Candidates, field: keyof Analysis, value: Read): void {
  const values = to.get(field)
  if (values) values.push(value)
  else to.set(field, [value])
}

/** The objects in a value: itself, those in a list, or one written as a string. */
function wrappedIn(value: Read): Members[] {
  if (Array.isArray(value)) return value.filter(isMembers)
  if (typeof value === 'string' && /^\s*\{/.test(value)) return [readObject(value, value.indexOf('{')).value]
  return isMembers(value) ? [value] : []
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && 'members' in value
}

/** The one value on which all agree; those that say nothing do not count. */
export function agreed(values: readonly unknown[]): unknown {
  const said = values.filter((value) => value !== null && value !== undefined && value !== UNREADABLE)
  if (said.length === 0) return values.includes(UNREADABLE) ? UNREADABLE : undefined
  return said.every((value) => isDeepStrictEqual(value, said[0])) ? said[0] : UNREADABLE
}
