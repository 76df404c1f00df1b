import os from 'node:os'
import { supportedExtensions } from '#core/photo-extensions'
import { withoutSecrets } from '#core/redact'
import { SERVICES } from '../checks/processes.js'

/** The end of a photo's name, which may have blanks in it. */
const PHOTO = [...supportedExtensions].map((each) => each.replace('.', '\\.')).join('|')

export interface Names {
  shares: { name: string; path: string }[]
  dataDir: string
  /** shares and their files keep their names */
  shown: boolean
  /** of this machine, or container */
  host?: string
}

/**
 * Takes out of a text what tells who somebody is: secrets always; unless names are to be shown also the folders and names
 * of shares, what lies in them, the home folder and the machine's name.
 */
export function anonymiser({ shares, dataDir, shown, host = os.hostname() }: Names): (text: string) => string {
  if (shown) return withoutSecrets
  const folders = [
    ...shares.map(({ path }, i) => [path, `‹share ${i + 1}›`] as const),
    [dataDir, '‹data›'] as const,
    [os.homedir(), '~'] as const,
  ]
    .filter(([folder]) => folder.length > 1)
    .sort(([a], [b]) => b.length - a.length)
  const rules: [RegExp, string][] = [
    // What lies below is a name as well; the data folder's own files are not.
    ...folders.map(([folder, name]): [RegExp, string] =>
      name.startsWith('‹share')
        ? [new RegExp(`${escaped(folder)}(/[^"'\\n]*(?:${PHOTO})(?![\\w])|[^\\s"',;:)]*)`, 'gi'), `${name}`]
        : [new RegExp(escaped(folder), 'g'), name],
    ),
    // Only where it stands for a share: one named "photos" must not take that word out of every sentence.
    ...shares.map(({ name }, i): [RegExp, string] => [
      new RegExp(`(?<=\\bshare:? "?|"(?:share|name)":")${escaped(name)}(?![\\p{L}\\p{N}])`, 'gu'),
      `‹share ${i + 1}›`,
    ]),
    // Containers are called like what runs in them, which is nobody's name.
    ...(SERVICES.includes(host) ? [] : [[new RegExp(`\\b${escaped(host)}\\b`, 'g'), '‹host›'] as [RegExp, string]]),
    [/\/(home|Users)\/[^/\s"']+/g, '/$1/‹user›'],
  ]
  return (text) => rules.reduce((rest, [pattern, name]) => rest.replace(pattern, name), withoutSecrets(text))
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
