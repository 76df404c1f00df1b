import { checkHealth } from './healthcheck.js'

/** `albumen healthcheck [service]` on its own: asked every few seconds, it must not load all the other commands. */
const { healthy, line } = await checkHealth(process.argv[3], process.env)
console.log(line)
process.exitCode = healthy ? 0 : 1
