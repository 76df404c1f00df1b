import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { environmentName, loadConfig, parseShares, toEnvironment } from './config.js'
import { FatalError } from './errors.js'

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'albumen-config-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

describe('loadConfig', () => {
  it('has defaults for everything, with absolute paths', () => {
    const config = loadConfig({})
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8484, engine: 'auto', language: 'en', shares: [] })
    expect(path.isAbsolute(config.dataDir)).toBe(true)
  })

  it('reads shares', () => {
    const { shares } = loadConfig({ ALBUMEN_SHARES: 'family=/photos/family, 手机=/photos/phone;mode=poll' })
    expect(shares).toEqual([
      { name: 'family', path: '/photos/family', mode: 'auto' },
      { name: '手机', path: '/photos/phone', mode: 'poll' },
    ])
  })

  it('reads lists and objects from the environment, and writes them there', () => {
    const config = loadConfig({ ALBUMEN_SERVER_URL: 'http://a:1, https://b', ALBUMEN_SCHEDULE: 'analyse: 22:00-07:00' })
    expect(config).toMatchObject({ serverUrl: ['http://a:1', 'https://b'], schedule: { analyse: '22:00-07:00' } })
    expect(loadConfig(toEnvironment(config, {}))).toEqual(config)
  })

  it.each([
    [{ ALBUMEN_PROT: '1' }, /ALBUMEN_PROT.*Known:.*ALBUMEN_PORT/],
    [{ ALBUMEN_PORT: 'eighty' }, /port \(ALBUMEN_PORT\)/],
    [{ ALBUMEN_PORT: '70000' }, /port \(ALBUMEN_PORT\)/],
    [{ ALBUMEN_LANGUAGE: 'fr' }, /language \(ALBUMEN_LANGUAGE\)/],
    [{ ALBUMEN_SHARES: '/photos' }, /expected name=path/],
    [{ ALBUMEN_SHARES: 'a=/x;mode=fast' }, /shares\.0\.mode/],
    [{ ALBUMEN_SERVER_URL: 'http://a:1, gaming-pc:8080' }, /serverUrl\.1 \(ALBUMEN_SERVER_URL\): expected http:\/\//],
    [{ ALBUMEN_SCHEDULE: 'analyse: at night' }, /schedule\.analyse \(ALBUMEN_SCHEDULE\): expected hours/],
    [{ ALBUMEN_SCHEDULE: 'analyze: 22:00-07:00' }, /unknown setting analyze/],
    [{ REDIS_URL: 'localhost' }, /redisUrl \(REDIS_URL\)/],
    [{ ALBUMEN_CONFIG: '/nowhere/albumen.yaml' }, /no such file/],
  ])('refuses %j by name', (env, message) => {
    expect(() => loadConfig(env)).toThrow(FatalError)
    expect(() => loadConfig(env)).toThrow(message)
  })

  it('reads a YAML or JSON file, which the environment overrules', () => {
    const dataDir = folder()
    writeFileSync(path.join(dataDir, 'albumen.yaml'), 'language: zh\nport: 9000\nshares:\n  - {name: a, path: /a}\n')
    const config = loadConfig({ ALBUMEN_DATA_DIR: dataDir, ALBUMEN_PORT: '9001' })
    expect(config).toMatchObject({ language: 'zh', port: 9001, shares: [{ name: 'a', path: '/a', mode: 'auto' }] })

    const json = path.join(dataDir, 'other.json')
    writeFileSync(json, '{"langauge": "zh"}')
    expect(() => loadConfig({ ALBUMEN_CONFIG: json })).toThrow(/unknown setting langauge/)
    writeFileSync(json, 'language: [')
    expect(() => loadConfig({ ALBUMEN_CONFIG: json })).toThrow(/neither YAML nor JSON/)
  })
})

describe('toEnvironment', () => {
  it('makes a child process load the same configuration, without the shares', () => {
    const config = loadConfig({ ALBUMEN_QUEUES: 'analyse,deliver', ALBUMEN_SHARES: 'a=/a', REDIS_URL: 'redis://x' })
    const env = toEnvironment(config, { PATH: '/bin', ALBUMEN_SHARES: 'a=/a' })
    expect(env.PATH).toBe('/bin')
    expect(loadConfig(env)).toEqual({ ...config, shares: [] })
  })
})

describe('names', () => {
  it('follow the settings', () => {
    expect(environmentName('dataDir')).toBe('ALBUMEN_DATA_DIR')
    expect(environmentName('databaseUrl')).toBe('DATABASE_URL')
    expect(parseShares('')).toEqual([])
  })
})
