import path from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { readSecret } from './config/secret-file.js'
import { readSettingsFile } from './config/settings-file.js'
import { parseShares } from './config/share-list.js'
import { FatalError } from './errors.js'
import { isNetwork, NETWORK_EXPECTED } from './networks.js'
import { say } from './sentences/say.js'

/**
 * Everything the owner can set. The environment wins over the file; both are checked whole at start, so that a mistyped
 * name or value is one clear sentence instead of a silent default. This is the only place that reads the environment.
 */

const watchMode = z.enum(['auto', 'native', 'poll'])
const countOrAuto = z.union([z.literal('auto'), z.coerce.number().int().min(1).max(64)])
const queueNames = z.enum(['ingest', 'analyse', 'embed', 'deliver'])
/** 22:00-07:00: from the first minute on, until the second one begins; it may go past midnight. */
export const hours = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, say('hours_wrong'))

export const shareSetting = z.strictObject({
  name: z.string().regex(/^[^\s/,;=][^/,;=]{0,62}$/u, say('share_name_wrong')),
  path: z.string().min(1),
  mode: watchMode.default('auto'),
})

function asList(value: unknown): unknown {
  return typeof value === 'string' ? value.split(/\s*,\s*/).filter(Boolean) : value
}

/** In the environment an object is written as in the file. */
function asYaml(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return parseYaml(value)
  } catch {
    return value
  }
}

const settings = z.strictObject({
  dataDir: z.string().min(1).default('./data'),
  shares: z.array(shareSetting).default([]),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65535).default(8484),
  /** auto: whoever comes from this machine alone needs no sign-in; always: they do as well. */
  signIn: z.enum(['auto', 'always']).default('auto'),
  /** Where the dashboard is reached through a proxy, for the links that are printed: https://photos.example/albumen */
  publicUrl: z
    .string()
    .regex(/^https?:\/\/[^?#]+$/, 'expected http://… or https://… without ? and #')
    .optional(),
  /** Reverse proxies whose X-Forwarded-* headers are believed: addresses and networks such as 172.18.0.0/16. */
  trustedProxies: z.preprocess(asList, z.array(z.string().refine(isNetwork, NETWORK_EXPECTED))).default([]),
  /** The header in which a trusted proxy that signs people in tells who they are, such as Remote-User. */
  authHeader: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{1,60}$/, 'expected the name of a header such as Remote-User')
    .optional(),
  /** Minutes after which sensitive photos are locked away again. */
  vaultMinutes: z.coerce.number().min(1).max(1_440).default(10),
  databaseUrl: z.string().min(1).optional(),
  redisUrl: z
    .string()
    .regex(/^rediss?:\/\//, 'expected redis://… or rediss://…')
    .optional(),
  engine: z.enum(['auto', 'embedded', 'server']).default('auto'),
  model: z.string().min(1).optional(),
  mmproj: z.string().min(1).optional(),
  /** What turns words into meanings: a name of the catalog, the path of a GGUF, or none; else the newest downloaded. */
  embeddingModel: z.string().min(1).optional(),
  /** A mirror of Hugging Face, from which models are downloaded first. */
  hfEndpoint: z
    .string()
    .regex(/^https?:\/\//, 'expected http://… or https://…')
    .optional(),
  hfToken: z.string().min(1).optional(),
  /** OpenAI-compatible vision servers, which share the load; each address may carry a key of its own: http://:KEY@host. */
  serverUrl: z
    .preprocess(asList, z.array(z.string().regex(/^https?:\/\//, 'expected http://… or https://…')).min(1))
    .optional(),
  /** Bearer token for those servers whose address carries none. */
  serverKey: z.string().min(1).optional(),
  /** Where a worker without the previews folder fetches previews, and the token that it shows there. */
  apiUrl: z
    .string()
    .regex(/^https?:\/\//, 'expected http://… or https://…')
    .optional(),
  apiToken: z.string().min(1).optional(),
  /** Under which name or address an api on another machine reaches this worker's engines; without one only this machine can. */
  workerHost: z
    .string()
    .regex(/^[\w.:[\]-]+$/, 'expected the name or the address of a machine, without http:// and port')
    .optional(),
  /** Of descriptions; where nothing is said, what the owner chose on the page, at first en. */
  language: z.enum(['en', 'zh']).optional(),
  analyseConcurrency: countOrAuto.default('auto'),
  ingestConcurrency: countOrAuto.default('auto'),
  /** Minutes without a photo after which the model's memory is given back; 0 keeps it for ever. */
  idleMinutes: z.coerce.number().min(0).max(10_080).default(10),
  /** When a queue works, in the local time of this machine, such as `analyse: 22:00-07:00`; always where nothing is said. */
  schedule: z.preprocess(asYaml, z.strictObject({ analyse: hours.optional() })).default({}),
  /** Seconds one photo may take in the engine. */
  analyseTimeout: z.coerce.number().min(1).max(86_400).default(600),
  /** Seconds a new file must stay unchanged before it is read. */
  settleSeconds: z.coerce.number().min(0.1).max(3600).default(5),
  /** Minutes between two full comparisons of a share with the catalogue. */
  scanMinutes: z.coerce.number().min(0.05).max(10_080).default(15),
  /** Seconds between two looks at a share that cannot announce changes. */
  pollSeconds: z.coerce.number().min(1).max(86_400).default(60),
  /** Which queues a worker serves, so that a machine with a GPU can run analyse alone. */
  queues: z.array(queueNames).min(1).default(['ingest', 'analyse', 'embed', 'deliver']),
  /** Seconds before the first retry of a webhook delivery; later ones wait longer. */
  webhookRetrySeconds: z.coerce.number().min(0.05).max(3600).default(5),
  /** Folders below which the page lets one choose folders of photos; else the usual ones of this machine. */
  browseRoots: z
    .preprocess(asList, z.array(z.string().startsWith('/', 'expected absolute paths, comma-separated')).min(1))
    .optional(),
  /** Where traces are sent (OTLP over HTTP); its packages are installed by whoever wants them, see tracing.ts. */
  otelEndpoint: z
    .string()
    .regex(/^https?:\/\//, 'expected http://… or https://…')
    .optional(),
  /** Whether a backup is made each night. */
  backup: z.enum(['nightly', 'never']).default('nightly'),
  /** Where backups lie; `backups` in the data folder when absent. */
  backupDir: z.string().min(1).optional(),
  /** Nightly backups that are kept: the last of so many days, and of so many weeks. */
  backupKeepDays: z.coerce.number().int().min(1).max(3650).default(7),
  backupKeepWeeks: z.coerce.number().int().min(0).max(520).default(4),
  /** Megabytes of the data folder's disk that are left alone: below, everything waits. */
  minFreeMb: z.coerce.number().min(0).max(1_000_000).default(500),
  /** small: for 2 GB of memory, see services/cli/up/profile.ts; auto chooses it where there is so little. */
  profile: z.enum(['auto', 'normal', 'small']).default('auto'),
  /** How far the worker and its engines step back for other programs, 0 to 19; above 0 their disk access does, too. */
  nice: z.coerce.number().int().min(0).max(19).default(10),
  /** Photos analysed at once by all workers together; absent for as many as their engines can. */
  analyseLimit: z.coerce.number().int().min(1).max(1_000).optional(),
  /** Per cent of the processors that others may take before photos wait; 0 for any. */
  busyPercent: z.coerce.number().min(0).max(100).default(0),
  /** Over how long that is measured. */
  busySeconds: z.coerce.number().int().min(2).max(3600).default(60),
  /** Whether photos wait while the machine runs on battery; auto: on a UPS, not on a laptop. */
  onBattery: z.enum(['auto', 'wait', 'work']).default('auto'),
  /** The UPS in Network UPS Tools. */
  ups: z
    .string()
    .regex(/^[^@\s]+@[^@\s]+$/, 'expected name@host or name@host:port')
    .optional(),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export type Config = z.infer<typeof settings>
export type ShareSetting = z.infer<typeof shareSetting>
export type QueueName = z.infer<typeof queueNames>

/** Environment names that are not ALBUMEN_ + the setting's name in capitals. */
const PLAIN_NAMES: Record<string, keyof Config> = {
  DATABASE_URL: 'databaseUrl',
  REDIS_URL: 'redisUrl',
  HF_ENDPOINT: 'hfEndpoint',
  HF_TOKEN: 'hfToken',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'otelEndpoint',
}
/** Read elsewhere: where the file is, the token that the command line shows to a remote api, and the key `up` gives its api. */
const OTHER_NAMES = new Set(['ALBUMEN_CONFIG', 'ALBUMEN_TOKEN', 'ALBUMEN_COMMAND_KEY'])

/** Settings that are secrets, or carry one: each can be given as a file, named by its variable with _FILE at the end. */
const SECRETS = ['databaseUrl', 'redisUrl', 'serverUrl', 'serverKey', 'apiToken', 'hfToken'] as const
const SECRET_FILES = new Map(SECRETS.map((key) => [`${environmentName(key)}_FILE`, key]))

/** The names of all variables that are read, those of files with secrets among them. */
export function environmentNames(): string[] {
  const keys = Object.keys(settings.shape) as (keyof Config)[]
  return [...keys.map(environmentName), ...SECRET_FILES.keys(), ...OTHER_NAMES]
}

/** `ALBUMEN_DATA_DIR` for `dataDir`. */
export function environmentName(key: keyof Config): string {
  const plain = Object.entries(PLAIN_NAMES).find(([, known]) => known === key)
  return plain ? plain[0] : `ALBUMEN_${key.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`
}

/**
 * The whole configuration from an environment and, if there is one, a YAML or JSON file (`ALBUMEN_CONFIG`, else
 * `albumen.yaml` in the data folder). Paths come out absolute.
 * @throws FatalError naming each unknown or invalid setting
 */
export function loadConfig(env: NodeJS.ProcessEnv, overrides: Partial<Config> = {}): Config {
  const fromEnvironment = readEnvironment(env)
  const dataDir = String(overrides.dataDir ?? fromEnvironment.dataDir ?? './data')
  const merged = { ...readSettingsFile(env.ALBUMEN_CONFIG, dataDir), ...fromEnvironment, ...overrides }
  const parsed = settings.safeParse(merged)
  if (!parsed.success) throw new FatalError(explain(parsed.error))
  const config = parsed.data
  if (config.authHeader && config.trustedProxies.length === 0) {
    throw new FatalError(
      'ALBUMEN_AUTH_HEADER is believed from trusted proxies only: set ALBUMEN_TRUSTED_PROXIES to the address of yours.',
    )
  }
  if (config.busyPercent > 0 && config.nice === 0) {
    throw new FatalError(
      'ALBUMEN_BUSY_PERCENT needs ALBUMEN_NICE of at least 1: else its own work cannot be told from that of others.',
    )
  }
  return {
    ...config,
    dataDir: path.resolve(config.dataDir),
    ...(config.backupDir ? { backupDir: path.resolve(config.backupDir) } : {}),
    shares: config.shares.map((share) => ({ ...share, path: path.resolve(share.path) })),
  }
}

/**
 * The environment that makes a child process load this configuration; what else is in `env` is handed on. Shares are
 * left out: they live in the database once they have been saved there.
 */
export function toEnvironment(config: Config, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const result = { ...env }
  for (const key of Object.keys(settings.shape) as (keyof Config)[]) {
    const value = config[key]
    delete result[environmentName(key)]
    delete result[`${environmentName(key)}_FILE`]
    if (value === undefined || key === 'shares') continue
    result[environmentName(key)] = asText(value)
  }
  return result
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function readEnvironment(env: NodeJS.ProcessEnv): Record<string, unknown> {
  const keys = Object.keys(settings.shape) as (keyof Config)[]
  const byName = new Map(keys.map((key) => [environmentName(key), key]))
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('ALBUMEN_') && !byName.has(name) && !SECRET_FILES.has(name) && !OTHER_NAMES.has(name),
  )
  if (unknown.length > 0) {
    throw new FatalError(`Unknown setting ${unknown.join(', ')}. Known: ${[...byName.keys()].join(', ')}.`)
  }
  const found: Record<string, unknown> = {}
  for (const [name, key] of byName) {
    const plain = env[name]?.trim()
    const secret = SECRET_FILES.has(`${name}_FILE`) ? readSecret(env, name) : undefined
    if (plain && secret) throw new FatalError(`${name} and ${name}_FILE are both set: expected one of them.`)
    const value = plain || secret
    if (!value) continue
    found[key] = key === 'shares' ? parseShares(value) : key === 'queues' ? asList(value) : value
  }
  return found
}

function explain(error: z.ZodError): string {
  const problems = error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return `unknown setting ${issue.keys.join(', ')} (known: ${Object.keys(settings.shape).join(', ')})`
    }
    const key = issue.path[0] as keyof Config
    return `${issue.path.join('.')} (${environmentName(key)}): ${issue.message}`
  })
  return `The configuration is not valid. ${problems.join('; ')}.`
}
