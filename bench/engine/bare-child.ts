/**
 * llama.node with nothing around it, in a process whose output is dropped: the library writes a log of its own. It
 * measures by itself, so that what goes between the processes is no part of the figures.
 */
import { loadModel, type Model } from '@fugood/llama.node'
import { samplerFor } from '#vision/engines/embedded/sampler'
import { jpegUrl } from '#vision/prompt'
import type { BareAnswer, BareQuestion, FromBare, ToBare } from './bare.js'

const TEMPERATURE = 0.1

let model: Model | undefined
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', (message: ToBare) => {
  const work = message.type === 'load' ? load(message) : ask(message.question)
  work.then(send, (error: unknown) => send({ type: 'failed', message: String(error) }))
})

async function load({ options }: Extract<ToBare, { type: 'load' }>): Promise<FromBare> {
  model = await loadModel({
    model: options.modelPath,
    n_ctx: options.contextPerSlot * options.slots,
    n_parallel: options.slots,
    n_gpu_layers: options.gpuLayers,
    use_mmap: true,
    flash_attn_type: options.flashAttention,
    cache_type_k: options.cacheType,
    cache_type_v: options.cacheType,
    lib_variant: options.variant,
  })
  const { mmprojPath: path, gpuLayers, imageMaxTokens: image_max_tokens } = options
  if (!model.initMultimodal({ path, use_gpu: gpuLayers > 0, image_max_tokens }))
    throw new Error(`no projector in ${path}`)
  if (!(await model.parallel.enable({ n_parallel: options.slots, n_batch: 512 })))
    throw new Error('no memory for slots')
  return { type: 'ready' }
}

async function ask({ jpeg, text, grammar, maxTokens }: BareQuestion): Promise<FromBare> {
  if (!model) throw new Error('asked before the model was loaded')
  const cpu = process.cpuUsage()
  const start = performance.now()
  const image = { type: 'image_url', image_url: { url: jpegUrl(jpeg) } }
  const messages = [
    ...(text.system ? [{ role: 'system', content: text.system }] : []),
    { role: 'user', content: [{ type: 'text', text: text.user }, image] },
  ]
  let firstToken = 0
  const { promise } = await model.parallel.completion(
    { messages, grammar, jinja: true, enable_thinking: false, n_predict: maxTokens, ...samplerFor(TEMPERATURE) },
    () => {
      firstToken ||= performance.now()
    },
  )
  const result = await promise
  const end = performance.now()
  const used = process.cpuUsage(cpu)
  const answer: BareAnswer = {
    seconds: (end - start) / 1000,
    writingSeconds: (end - firstToken) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    tokens: result.tokens_predicted,
    promptTokens: result.timings.cache_n + result.timings.prompt_n,
    text: result.text,
  }
  return { type: 'answer', answer }
}

function send(message: FromBare): void {
  process.send?.(message)
}
