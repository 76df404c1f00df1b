import { describe, expect, it } from 'vitest'
import { createIgnoreRules } from './ignore-rules.js'

const rules = createIgnoreRules('/photos', {
  exclude: ['/photos/albumen/data', '/elsewhere'],
  ignored: (path, kind) => kind === 'directory' && path === 'private',
})

describe('ignore rules', () => {
  it.each(['a.jpg', 'A.JPG', 'b.HeIc', '.hidden.jpg', 'c.tar.png', 'ünï.webp', 'x\\xe9.nef'])('want %s', (name) => {
    expect(rules.wantsFile(name, name)).toBe(true)
  })

  it.each([
    'a',
    'a.txt',
    'jpg',
    '._a.jpg',
    '~a.jpg',
    'a.jpg.part',
    'a.jpg.crdownload',
    'a.jpg.tmp',
    '.a.jpg.AbC123',
    '.albumen-probe-1.jpg',
    '.DS_Store',
    'Thumbs.db',
    'desktop.ini',
  ])('leave out %s', (name) => {
    expect(rules.wantsFile(name, name)).toBe(false)
  })

  it.each([
    '@eaDir',
    '#recycle',
    '#snapshot',
    '@Recycle',
    '.@__thumb',
    '.stfolder',
    '.stversions',
    '.Trashes',
    '.Trash-1000',
    '.Spotlight-V100',
    '__MACOSX',
    '$RECYCLE.BIN',
    'System Volume Information',
    'lost+found',
    '.albumen-cache',
    'private',
  ])('leave out the folder %s and what is below it', (name) => {
    expect(rules.ignoresDirectory(name, name)).toBe(true)
    expect(rules.hides(`${name}/below/it`)).toBe(true)
  })

  it('leave out given folders, and only those', () => {
    expect(rules.ignoresDirectory('data', 'albumen/data')).toBe(true)
    expect(rules.ignoresDirectory('data', 'data')).toBe(false)
    expect(rules.hides('albumen/data/previews')).toBe(true)
    expect(rules.hides('2024/summer')).toBe(false)
  })
})
