import { z } from 'zod'
import { readOwnerSettings } from '#core/owner-settings'
import { say } from '#core/sentences/say'
import { openDecoders } from '#photo/open-decoders'
import { analysePhoto } from '#vision/analyse'
import { EngineUnavailableError } from '#vision/engines/engine'
import { PROMPT_VERSION } from '#vision/prompt'
import { shownAnalysis } from '#vision/schema'
import type { Api, ApiDeps } from '../deps.js'
import { Problem, problemOf, toldProblem } from '../problem.js'
import { analysisFields, problems, provenanceFields } from '../schemas.js'
import { startEventStream } from '../server-sent.js'
import { createEngineClient } from './engine-client.js'
import { uploadedPhoto } from './upload.js'

/** Uploads in memory at once; more are told to come back. */
const MOST_AT_ONCE = 8

const classified = z.object({ ...analysisFields, ...provenanceFields }).meta({ id: 'Classified' })

/** One photo, looked at and not stored. */
export function classifyRoutes(api: Api, { connection: { db }, config, log }: ApiDeps): void {
  const engines = createEngineClient(db, config.analyseTimeout, log)
  const stopping = new AbortController()
  const decoders = openDecoders(stopping.signal)
  api.addHook('onClose', async () => {
    stopping.abort(new Error('the api is closing'))
    await Promise.all([engines.close(), decoders.close()])
  })
  let underWay = 0

  api.post(
    '/classify',
    {
      config: { scope: 'write' },
      schema: {
        tags: ['classify'],
        summary: 'The analysis of an uploaded photo; nothing is stored',
        description:
          'multipart/form-data with the photo as "file". With Accept: text/event-stream: "token" events as the model writes, then one "analysis" or "error" event.',
        consumes: ['multipart/form-data'],
        querystring: z.strictObject({
          language: z.enum(['en', 'zh']).optional().describe('that of descriptions where none is given'),
        }),
        response: { 200: classified, ...problems(400, 413, 415, 422, 503) },
      },
    },
    async (request, reply) => {
      if (underWay >= MOST_AT_ONCE) {
        throw new Problem(503, say('classify_busy', { count: MOST_AT_ONCE }), {
          ...{ code: 'busy', headers: { 'retry-after': '5' } },
        })
      }
      underWay++
      try {
        const language = request.query.language ?? (await readOwnerSettings(db, config)).language
        const engine = await engines.engine()
        const jpeg = await uploadedPhoto(request, decoders.deps)
        const gone = new AbortController()
        reply.raw.once('close', () => gone.abort(new Error('the client has gone')))
        const ask = async (onToken?: (text: string, attempt: number) => void) => {
          const options = { language, signal: gone.signal, ...(onToken ? { onToken } : {}) }
          const answer = await analysePhoto(engine, jpeg, options).catch((error) => {
            throw error instanceof EngineUnavailableError ? engineAway(error) : error
          })
          return {
            ...shownAnalysis(answer.analysis, answer.absent),
            ...{ language, model: answer.model ?? engine.model, promptVersion: PROMPT_VERSION },
            ...{ repaired: answer.repaired, attempts: answer.attempts, milliseconds: Math.round(answer.milliseconds) },
            tokens: {
              ...{ prompt: answer.promptTokens, completion: answer.completionTokens },
              cached: answer.cachedTokens ?? null,
            },
          }
        }
        if (!request.headers.accept?.includes('text/event-stream')) return await ask()

        const stream = startEventStream(reply)
        try {
          const analysis = await ask((text, attempt) => stream.send({ event: 'token', data: { text, attempt } }))
          stream.send({ event: 'analysis', data: analysis })
        } catch (error) {
          const { headers: _, ...problem } = problemOf(error)
          stream.send({ event: 'error', data: toldProblem(problem) })
        }
        stream.end()
        return reply
      } finally {
        underWay--
      }
    },
  )
}

function engineAway(cause: Error): Problem {
  return new Problem(503, `${say('engine_silent')} ${cause.message}`, {
    ...{ code: 'engine_not_ready', headers: { 'retry-after': '10' }, cause },
  })
}
