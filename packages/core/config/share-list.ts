import { FatalError } from '../errors.js'

/** `name=path[;mode=auto|native|poll]`, comma-separated. */
export function parseShares(text: string): unknown[] {
  return text
    .split(',')
    .filter((part) => part.trim())
    .map((part) => {
      const match = /^\s*([^=;]+)=([^;]+?)\s*(?:;\s*mode=(\w+)\s*)?$/u.exec(part)
      if (!match) {
        throw new FatalError(
          `ALBUMEN_SHARES: expected name=path or name=path;mode=auto|native|poll, comma-separated, got "${part.trim()}".`,
        )
      }
      return { name: match[1]?.trim(), path: match[2], ...(match[3] ? { mode: match[3] } : {}) }
    })
}
