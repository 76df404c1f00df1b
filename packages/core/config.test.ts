import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseShares } from './config/share-list.js'
import { environmentName, environmentNames, loadConfig, toEnvironment } from './config.js'
import { FatalError } from './errors.js'
import { projectRoot } from './project-root.js'

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'albumen-config-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

describe('loadConfig', () => {
  it('has defaults for everything, with absolute paths', () => {
    const config = loadConfig({})
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8484, engine: 'auto', shares: [] })
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
    [{ ALBUMEN_API_URL: 'nas:8484' }, /apiUrl \(ALBUMEN_API_URL\): expected http:\/\//],
    [{ ALBUMEN_WORKER_HOST: 'http://nas' }, /workerHost \(ALBUMEN_WORKER_HOST\): expected the name/],
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

describe('secrets in files', () => {
  it('are read, without the line end, and handed on as they are', () => {
    const file = path.join(folder(), 'url')
    writeFileSync(file, 'postgres://albumen:geheim@db/albumen\n')
    const config = loadConfig({ DATABASE_URL_FILE: file, DATABASE_URL: ' ' })
    expect(config.databaseUrl).toBe('postgres://albumen:geheim@db/albumen')
    const env = toEnvironment(config, { DATABASE_URL_FILE: file })
    expect(env.DATABASE_URL_FILE).toBeUndefined()
    expect(loadConfig(env).databaseUrl).toBe(config.databaseUrl)
  })

  it.each(['DATABASE_URL', 'REDIS_URL', 'ALBUMEN_SERVER_URL', 'ALBUMEN_SERVER_KEY', 'ALBUMEN_API_TOKEN', 'HF_TOKEN'])(
    '%s can be one, and what it holds is checked',
    (name) => {
      const dir = folder()
      const file = path.join(dir, 'secret')
      expect(environmentNames()).toContain(`${name}_FILE`)
      expect(() => loadConfig({ [`${name}_FILE`]: file })).toThrow(
        `${name}_FILE names ${file}, but there is no such file`,
      )
      writeFileSync(file, ' \n')
      expect(() => loadConfig({ [`${name}_FILE`]: file })).toThrow(/expected the value of .* but the file is empty/)
      expect(() => loadConfig({ [`${name}_FILE`]: dir })).toThrow(/EISDIR/)
      writeFileSync(file, 'redis://:word@there')
      expect(() => loadConfig({ [`${name}_FILE`]: file, [name]: 'redis://here' })).toThrow(/both set/)
    },
  )

  it('are only those of secrets', () => {
    expect(() => loadConfig({ ALBUMEN_PORT_FILE: '/port' })).toThrow(/Unknown setting ALBUMEN_PORT_FILE/)
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

it('refuses to wait for others where they cannot be told from itself', () => {
  const env = { ALBUMEN_BUSY_PERCENT: '80', ALBUMEN_NICE: '0' }
  expect(() => loadConfig(env)).toThrow(/ALBUMEN_NICE of at least 1/)
  expect(loadConfig({ ...env, ALBUMEN_NICE: '1' })).toMatchObject({ busyPercent: 80, busySeconds: 60 })
})

it('is described whole in the table of the README', () => {
  const table = readFileSync(path.join(projectRoot, 'README.md'), 'utf8')
  const forOwners = environmentNames().filter((name) => name !== 'ALBUMEN_COMMAND_KEY' && !name.endsWith('_FILE'))
  expect(forOwners.filter((name) => !table.includes(`\`${name}\``))).toEqual([])
  const rows = table.matchAll(/^\| (`[^|]*) \|/gm)
  const named = [...rows].flatMap(([, cell]) => [...(cell ?? '').matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name))
  expect(named.filter((name) => !environmentNames().includes(name ?? ''))).toEqual([])
})
