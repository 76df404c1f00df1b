/**
 * The engine process: llama.cpp, alone, because it may abort. It answers over IPC and ends with its parent.
 * Signals meant for the whole process group are ignored: the parent decides when it ends.
 */
import { writeFileSync } from 'node:fs'
import { loadModel, type Model } from '@fugood/llama.node'
import { say } from '#core/sentences/say'
import type { FromEngine, LoadOptions, Question, ToEngine } from './protocol.js'
import { samplerFor } from './sampler.js'

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
// A native thread may be busy for seconds; nothing here needs an orderly exit.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
preferredVictim()

let model: Model | undefined
const stops = new Map<number, () => void>()
const stopped = new Set<number>()

process.on('message', (message: ToEngine) => {
  if (message.type === 'load') void load(message.options)
  else if (message.type === 'ask') void ask(message.id, message.question)
  else stop(message.id)
})

async function load(options: LoadOptions): Promise<void> {
  try {
    projectorBeside(options)
    const loaded = await loadModel({
      model: options.modelPath,
      n_ctx: options.contextPerSlot * options.slots,
      n_parallel: options.slots,
      n_gpu_layers: options.gpuLayers,
      use_mmap: true,
      flash_attn_type: options.flashAttention,
      cache_type_k: options.cacheType,
      cache_type_v: options.cacheType,
      lib_variant: options.variant,
      ...(options.devices ? { devices: options.devices } : {}),
      ...(options.threads ? { n_threads: options.threads } : {}),
    })
    const seeing = loaded.initMultimodal({
      path: options.mmprojPath,
      use_gpu: options.gpuLayers > 0,
      image_max_tokens: options.imageMaxTokens,
    })
    if (!seeing || !loaded.getMultimodalSupport().vision) {
      throw new Error(say('model_sees_nothing', { projector: options.mmprojPath }))
    }
    if (!(await loaded.parallel.enable({ n_parallel: options.slots, n_batch: 512 }))) {
      throw new Error(say('slots_too_many', { slots: options.slots, tokens: options.contextPerSlot }))
    }
    model = loaded
    send({ type: 'ready' })
  } catch (error) {
    send({ type: 'load_failed', message: error instanceof Error ? error.message : String(error) })
  }
}

/** `devices` counts for the language model only; llama.cpp (tools/mtmd/clip.cpp) takes the projector's from here. */
function projectorBeside({ devices, gpuLayers }: LoadOptions): void {
  const [device] = devices ?? []
  if (device && gpuLayers > 0) process.env.MTMD_BACKEND_DEVICE = device
}

async function ask(id: number, { messages, grammar, temperature, maxTokens }: Question): Promise<void> {
  if (!model) return send({ type: 'failed', id, message: 'asked before the model was loaded' })
  try {
    const { requestId, promise, stop } = await model.parallel.completion(
      { messages, grammar, jinja: true, enable_thinking: false, n_predict: maxTokens, ...samplerFor(temperature) },
      (_, { token }) => send({ type: 'token', id, text: token }),
    )
    stops.set(id, () => {
      stop()
      whenIdle(requestId, () => send({ type: 'stopped', id }))
    })
    if (stopped.has(id)) stops.get(id)?.()
    const result = await promise
    // llama.node answers a prompt that is too long with nothing at all.
    if (result.context_full || result.timings.prompt_n === 0) throw new Error(say('context_too_small'))
    send({
      type: 'answer',
      id,
      result: {
        text: result.text,
        promptTokens: result.timings.cache_n + result.timings.prompt_n,
        cachedTokens: result.timings.cache_n,
        completionTokens: result.tokens_predicted,
      },
    })
  } catch (error) {
    // A stopped question is reported when its slot is free.
    if (!stopped.has(id)) send({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) })
  } finally {
    stops.delete(id)
    stopped.delete(id)
  }
}

function stop(id: number): void {
  const running = stops.get(id)
  stopped.add(id)
  running?.()
}

/** The promise of a stopped question ends at once, its slot only when llama.cpp's loop comes round. */
function whenIdle(requestId: number, then: () => void): void {
  const timer = setInterval(() => {
    if (model?.parallel.getStatus().requests.some((request) => request.request_id === requestId)) return
    clearInterval(timer)
    then()
  }, 20)
}

function send(message: FromEngine): void {
  process.send?.(message, undefined, undefined, () => {}) // the parent may be gone; disconnect ends this process
}

/**
 * When memory runs out, the kernel shall take this process, which is restarted, and not the database. Its CPU priority
 * stays as it is: a starved engine would look like one that hangs.
 */
function preferredVictim(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '500')
  } catch {
    // not Linux, or not allowed
  }
}
