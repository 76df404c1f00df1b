// `albumen alive` of the container image: asked every minute, hence without the rest of the command line.
import { messageOf } from '#core/errors'
import { whatIsDead } from './services/alive.js'

const problem = await whatIsDead(process.argv.slice(2), process.env).catch(messageOf)
if (problem) {
  console.log(problem)
  process.exitCode = 1
}
