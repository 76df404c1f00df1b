/** A program of the product that runs as a process of its own, and how Node is started for it. */
export interface Service {
  name: string
  /** the built file, in `dist` */
  module: string
  execArgv?: string[]
  env?: Record<string, string>
}

export const SERVICES: Service[] = [
  { name: 'api', module: 'services/api/main.js' },
  {
    name: 'worker',
    module: 'services/worker/main.js',
    env: { MALLOC_ARENA_MAX: '2' }, // decoding on many threads otherwise keeps twice the memory
  },
  {
    name: 'watcher',
    module: 'services/watcher/main.js',
    execArgv: ['--max-semi-space-size=4'], // a walk makes much short-lived garbage; it shall not stay as memory
    env: { UV_THREADPOOL_SIZE: '36' }, // a dead network mount holds threads for minutes; others must go on
  },
]
