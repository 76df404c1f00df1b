import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { isInstalled } from '../e2e/daemon.js'
import { environmentNames } from '../packages/core/config.js'

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

const text = z.union([z.string(), z.number()]).transform(String)
const service = z.object({
  image: z.string().optional(),
  command: z.array(text).optional(),
  entrypoint: z.array(z.string()).optional(),
  restart: z.string(),
  mem_limit: text,
  stop_grace_period: z.string().optional(),
  logging: z.object({
    driver: z.literal('json-file'),
    options: z.object({ 'max-size': z.string(), 'max-file': z.string() }),
  }),
  healthcheck: z.object({ disable: z.boolean().optional(), test: z.array(z.string()).optional() }).optional(),
  environment: z.record(z.string(), text.nullable()).default({}),
  volumes: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
  read_only: z.boolean().default(false),
  privileged: z.undefined().optional(),
  profiles: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
  network_mode: z.string().optional(),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))]).optional(),
})
const composition = z.object({ services: z.record(z.string(), service) })

const FILES = ['docker-compose.yml', 'deploy/synology/docker-compose.yml', 'deploy/gpu-worker/docker-compose.yml']
/** Kernel capabilities that becoming another user, and giving a folder to it, need. */
const HARMLESS = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID']
/** Read by the image, by Node or by other images, not by the program. */
const OTHERS = /^(PUID|PGID|UMASK|TZ|HOME|LLAMA_.*|POSTGRES_.*)$/

function servicesOf(file: string) {
  return composition.parse(parse(read(file), { merge: true, maxAliasCount: -1 })).services
}

describe.each(FILES)('%s', (file) => {
  const services = servicesOf(file)

  it.each(Object.entries(services))('%s is locked, limited, watched and quiet', (_name, each) => {
    const once = each.healthcheck?.disable === true
    expect(each.cap_drop).toEqual(['ALL'])
    expect(HARMLESS).toEqual(expect.arrayContaining(each.cap_add))
    expect(each.security_opt).toContain('no-new-privileges:true')
    expect(each.mem_limit).toMatch(/^(\d+[mg]|\$\{\w+:-\d+[mg]\})$/)
    if (once) expect(each.restart).toMatch(/^(no|on-failure(:\d+)?)$/)
    else {
      expect(each.restart).toBe('unless-stopped')
      expect(each.healthcheck?.test?.length).toBeGreaterThan(1)
      expect(each.stop_grace_period).toMatch(/^[3-9]\ds$/)
    }
    if (file !== 'deploy/synology/docker-compose.yml') expect(each.read_only).toBe(true) // the bundled database writes
    for (const volume of each.volumes) {
      if (/:\/photos/.test(volume)) expect(volume).toMatch(/:ro$/)
      expect(volume).not.toMatch(/docker\.sock|^\/:/)
    }
  })

  it('sets nothing that the program does not know', () => {
    const known = environmentNames()
    for (const each of Object.values(services)) {
      for (const name of Object.keys(each.environment)) if (!OTHERS.test(name)) expect(known).toContain(name)
    }
  })

  it('holds no password', () => {
    expect(read(file)).not.toMatch(/(password|secret|token|key)\s*[:=]\s*['"]?[A-Za-z0-9]{6,}/i)
  })
})

describe('docker-compose.yml', () => {
  const services = servicesOf('docker-compose.yml')

  it('has an engine for each profile, all under one name, and one that fetches the model for them', () => {
    const engines = Object.entries(services).filter(([name]) => name.startsWith('engine-'))
    const profiles = engines.map(([name, each]) => {
      expect(each.profiles).toEqual([name.replace('engine-', '')])
      expect(each.networks).toEqual({ inside: { aliases: ['engine'] } })
      expect(each.image).toMatch(/ghcr\.io\/ggml-org\/llama\.cpp:server/)
      return each.profiles[0]
    })
    expect(profiles.sort()).toEqual(['cpu', 'cuda', 'intel', 'rocm', 'vulkan'])
    expect([...(services.models?.profiles ?? [])].sort()).toEqual(profiles)
  })

  it('opens the api alone, and keeps database, queue and engine inside', () => {
    expect(Object.entries(services).flatMap(([name, each]) => (each.ports.length > 0 ? [name] : []))).toEqual(['api'])
    for (const name of ['postgres', 'redis', 'watcher']) expect(services[name]?.networks).toEqual(['inside'])
    expect(parse(read('docker-compose.yml')).networks.inside).toEqual({ internal: true })
  })

  it('tells the api, too, what is decided here instead of on the page', () => {
    const decided = ['ENGINE', 'SERVER_URL', 'SERVER_KEY', 'EMBEDDING_MODEL', 'SCHEDULE', 'LANGUAGE']
    for (const name of decided.map((each) => `ALBUMEN_${each}`)) {
      expect(services.worker?.environment).toHaveProperty(name)
      expect(services.api?.environment[name], name).toBe(services.worker?.environment[name])
    }
  })

  it('starts in order: passwords, stores, schema, services', () => {
    const waits = (name: string) =>
      Object.entries(services[name]?.depends_on ?? {}).map(([on, { condition }]) => `${on} ${condition}`)
    for (const name of ['postgres', 'redis']) expect(waits(name)).toEqual(['secrets service_completed_successfully'])
    for (const name of ['watcher', 'worker', 'api']) {
      expect(waits(name)).toEqual(
        expect.arrayContaining([
          'migrate service_completed_successfully',
          'postgres service_healthy',
          'redis service_healthy',
        ]),
      )
    }
  })

  it('never evicts from the queue, and writes it down', () => {
    const settings = services.redis?.command?.join('\n') ?? ''
    expect(settings).toMatch(/^appendonly yes$/m)
    expect(settings).toMatch(/^maxmemory-policy noeviction$/m)
  })
})

describe.each([
  ['docker-compose.yml', '.env.example'],
  ['deploy/gpu-worker/docker-compose.yml', 'deploy/gpu-worker/.env.example'],
])('%s and %s', (compose, example) => {
  it('name the same variables, with the same defaults', () => {
    const source = read(compose).replace(/^\s*#.*$/gm, '')
    const used = new Map([...source.matchAll(/(?<!\$)\$\{(\w+)(?::-([^}]*))?/g)].map((m) => [m[1] ?? '', m[2]]))
    const lines = [...read(example).matchAll(/^(# )?([A-Z][A-Z_]+)=(.*)$/gm)]
    const explained = new Map(lines.map((m) => [m[2] ?? '', { value: m[3] ?? '', off: m[1] !== undefined }]))
    const composeItself = ['COMPOSE_PROFILES']
    expect([...explained.keys()].filter((name) => !used.has(name) && !composeItself.includes(name))).toEqual([])
    expect([...used.keys()].filter((name) => !explained.has(name))).toEqual([])
    for (const [name, { value, off }] of explained) {
      const standard = used.get(name)
      const isExample = /_URL|HF_ENDPOINT|SCHEDULE|PROXIES|HEADER/.test(name)
      if (off && standard && !isExample && !name.endsWith('_IMAGE'))
        expect(`${name}=${value}`).toBe(`${name}=${standard}`)
    }
  })

  it('explain each in English and Chinese', () => {
    const blocks = read(example)
      .split('\n\n')
      .filter((block) => /^(# )?[A-Z][A-Z_]+=/m.test(block))
    expect(blocks.length).toBeGreaterThan(5)
    for (const block of blocks) {
      expect(block).toMatch(/^# .*[a-z]{3}/m)
      expect(block).toMatch(/[\u4e00-\u9fff]/u)
    }
  })
})

describe('Unraid', () => {
  const xml = read('deploy/unraid/albumen.xml')

  it.runIf(isInstalled('xmllint'))('is well-formed', () => {
    const { status, stderr } = spawnSync('xmllint', ['--noout', path.join(root, 'deploy/unraid/albumen.xml')])
    expect([status, String(stderr)]).toEqual([0, ''])
  })

  it('is a template of Community Applications', () => {
    expect(xml).toMatch(/^<\?xml version="1\.0"\?>\n(<!--[\s\S]*?-->\n)?<Container version="2">/)
    for (const needed of ['Name', 'Repository', 'Network', 'Privileged', 'Overview', 'Category', 'WebUI']) {
      expect(xml).toMatch(new RegExp(`<${needed}>[^<]+</${needed}>`))
    }
    expect(xml).toContain('<Privileged>false</Privileged>')
    const configs = [...xml.matchAll(/<Config ([^>]*?)\/?>/g)].map((m) =>
      Object.fromEntries([...(m[1] ?? '').matchAll(/(\w+)="([^"]*)"/g)].map((pair) => [pair[1], pair[2]])),
    )
    const known = environmentNames()
    for (const config of configs) {
      expect(Object.keys(config).sort()).toEqual(
        ['Default', 'Description', 'Display', 'Mask', 'Mode', 'Name', 'Required', 'Target', 'Type'].sort(),
      )
      expect(['Port', 'Path', 'Variable']).toContain(config.Type)
      if (config.Type === 'Variable' && !OTHERS.test(config.Target ?? '')) expect(known).toContain(config.Target)
    }
    expect(configs.find((config) => config.Target === '/photos')?.Mode).toBe('ro')
  })
})

describe('systemd', () => {
  const units = readdirSync(path.join(root, 'deploy/systemd')).filter((file) => file.endsWith('.service'))

  it.each(units)('%s is hardened', (unit) => {
    const lines = read(`deploy/systemd/${unit}`).split('\n')
    for (const line of [
      ...['User=albumen', 'NoNewPrivileges=true', 'ProtectSystem=strict', 'ProtectHome=read-only', 'PrivateTmp=true'],
      ...['CapabilityBoundingSet=', 'RestrictSUIDSGID=true', 'SystemCallFilter=@system-service', 'Restart=always'],
      ...['RestartPreventExitStatus=78', 'KillMode=mixed'],
    ]) {
      expect(lines).toContain(line)
    }
    expect(lines.filter((line) => /^[A-Z]\w+=/.test(line) && line.includes('#'))).toEqual([])
  })

  it('sets nothing that the program does not know', () => {
    const known = environmentNames()
    for (const [, name] of read('deploy/systemd/albumen.env').matchAll(/^(?:# )?([A-Z_]+)=/gm))
      expect(known).toContain(name)
  })
})

describe('the image', () => {
  const dockerfile = read('Dockerfile')

  it('copies only what is there and let in', () => {
    const lines = read('.dockerignore').split('\n')
    const letIn = lines.flatMap((line) => (line.startsWith('!') ? pattern(line.slice(1)) : []))
    for (const [, from, files] of dockerfile.matchAll(/^COPY (--\S+ )*(.+) \S+$/gm)) {
      if (from?.startsWith('--from')) continue
      for (const file of (files ?? '').split(' ').filter((each) => !each.startsWith('--'))) {
        expect([file, existsSync(path.join(root, file))]).toEqual([file, true])
        expect([file, letIn.some((each) => each.test(file))]).toEqual([file, true])
      }
    }
    for (const file of ['deploy/image/albumen', 'deploy/image/make-secrets']) {
      expect(statSync(path.join(root, file)).mode & 0o111).not.toBe(0)
      expect(spawnSync('sh', ['-n', path.join(root, file)]).status).toBe(0)
    }
  })

  it('leaves out no package that the program imports', () => {
    const list = /const BUILD_ONLY = \[([\s\S]*?)\n\]/.exec(read('deploy/image/install-packages.mjs'))?.[1] ?? ''
    const buildOnly = [...list.matchAll(/'([^']+)'/g)].map((m) => m[1])
    const declared = Object.keys(JSON.parse(read('package.json')).dependencies)
    expect(declared).toEqual(expect.arrayContaining(buildOnly))
    for (const folder of ['packages', 'services']) {
      for (const file of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
        for (const [, name] of read(path.join(folder, file)).matchAll(/(?:from|import\() ?'([@a-z][^']*)'/g)) {
          expect(buildOnly.filter((each) => name === each || name?.startsWith(`${each}/`))).toEqual([])
        }
      }
    }
  })
})

/** Paths that a line of .dockerignore names, and all below them. */
function pattern(line: string): RegExp {
  const name = line.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')
  return new RegExp(`^${name}(/|$)`)
}
