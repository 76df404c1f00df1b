/**
 * The text process: llama.cpp with an embedding model, alone, because native code may abort. It embeds one text after
 * the other, in the order in which they came, so that the parent knows during which one it died; it ends with its parent.
 */
import { writeFileSync } from 'node:fs'
import { getLlama, type LlamaEmbeddingContext, LlamaLogLevel, type LlamaModel } from 'node-llama-cpp'
import type { FromText, LoadOptions, ToText } from './protocol.js'

// Signals meant for the whole process group are ignored: the parent decides when this ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
preferredVictim()

let loaded: { model: LlamaModel; context: LlamaEmbeddingContext; mostTokens: number } | undefined
let work = Promise.resolve()

process.on('message', (message: ToText) => {
  work = work.then(() => (message.type === 'load' ? load(message.options) : embed(message.id, message.text)))
})

async function load({ modelPath, contextTokens, threads }: LoadOptions): Promise<void> {
  try {
    const llama = await getLlama({
      // Of the builds for graphics cards only Apple's is installed; texts are short.
      gpu: process.platform === 'darwin' ? 'auto' : false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: threads,
      logLevel: LlamaLogLevel.error,
    })
    const model = await llama.loadModel({ modelPath, useMmap: true })
    const context = await model.createEmbeddingContext({
      contextSize: contextTokens,
      batchSize: contextTokens, // an encoder wants a text whole
      threads,
    })
    // Room for the marks that a model puts before and after; the context may not be filled.
    loaded = { model, context, mostTokens: contextTokens - 4 }
    send({ type: 'ready' })
  } catch (error) {
    send({ type: 'load_failed', message: error instanceof Error ? error.message : String(error) })
  }
}

async function embed(id: number, text: string): Promise<void> {
  try {
    if (!loaded) throw new Error('asked before the model was loaded')
    const { model, context, mostTokens } = loaded
    const tokens = model.tokenize(text).slice(0, mostTokens)
    const { vector } = await context.getEmbeddingFor(tokens)
    send({ type: 'vector', id, vector: Float32Array.from(vector) })
  } catch (error) {
    send({ type: 'refused', id, message: error instanceof Error ? error.message : String(error) })
  }
}

function send(message: FromText): void {
  process.send?.(message, undefined, undefined, () => {}) // the parent may be gone; disconnect ends this process
}

/** When memory runs out, the kernel shall take this process, which is started again, and not the database. */
function preferredVictim(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '500')
  } catch {
    // not Linux, or not allowed
  }
}
