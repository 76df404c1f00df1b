import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { messageOf } from '#core/errors'
import { findEngine } from '#vision/models/find-engine'
import type { EngineChoice } from '#vision/models/resolve'
import { factsOfChoice } from '#vision/tuning/choice-facts'
import { type Hardware, probeHardware } from '#vision/tuning/hardware'
import type { ModelFacts } from '#vision/tuning/model-facts'
import { plan } from '#vision/tuning/plan'
import type { Plan, Settings } from '#vision/tuning/plan-types'
import { duration, gigabytes, photosADay } from '#vision/tuning/sentences'
import { serverAdvice } from '#vision/tuning/server-command'
import { hardwareFor, settingsFor } from '#vision/tuning/settings-for'
import { applyTuned, readTuned, type Tuned } from '#vision/tuning/tuned'
import { openClient } from '../client.js'
import { runningAddress } from '../find-daemon.js'
import { libraryConfig } from '../owners-choice.js'
import { printJson } from '../print.js'
import { described, rounded } from './table.js'

/** Prints the machine as it was found, the plan for it, and why. It measures and changes nothing. */
export async function explain(options: { json?: boolean }, env: NodeJS.ProcessEnv): Promise<void> {
  const config = await libraryConfig(loadConfig(env))
  const [hardware, choice, engineRunning] = await Promise.all([
    probeHardware(),
    findEngine(config),
    engineRuns(config, env),
  ])
  const recommended = plan(hardware, { engineRunning })
  const inUse = await modelInUse(choice)
  const own = inUse && inUse.name !== recommended.model ? plan(hardware, { engineRunning, model: inUse }) : undefined
  const server = serverAdvice(recommended)
  const kept = await keptFor(choice, config, engineRunning)
  if (options.json) return printJson({ hardware, plan: recommended, server, inUse: own, measured: kept })

  console.log('This machine')
  for (const line of machineLines(hardware)) console.log(`    ${line}`)
  console.log('\nThe plan for it (estimated from published figures, not measured)')
  printPlan(recommended)
  if (server) console.log(`\nTo do so\n    ${server.command}\n    and for Albumen: ${server.setting}`)
  else if (!inUse) console.log(`\nTo get the model\n    albumen models pull ${recommended.model}`)
  console.log(`\nBetter still\n    ${recommended.nextStep}`)
  if (own) {
    console.log(`\nWith the model that is in use now, ${own.model}`)
    printPlan(own)
  }
  if (kept) {
    const { model, measuredAt, best, followed } = kept
    console.log(`\nMeasured with ${model} on ${measuredAt.slice(0, 10)}`)
    const account = followed
      ? 'This counts more than the plan.'
      : 'The plan has put the model elsewhere since, and counts until `albumen tune` measures again.'
    console.log(`    ${described(best)}: ${rounded(best.photosPerMinute)} photos a minute. ${account}`)
  }
  if (choice.kind === 'server')
    console.log(`\nPhotos are sent to ${choice.urls.join(' and ')} now; that server has its own settings.`)
}

function machineLines({ cpuName, cores, cpu, memory, gpus }: Hardware): string[] {
  const sets = cpu.avx512 ? ', AVX-512' : cpu.avx2 ? ', AVX2' : cpu.avx ? ', AVX' : ''
  const lines = [
    `Processor: ${cpuName || 'unknown'}, ${cores} ${cores === 1 ? 'core' : 'cores'}${sets}`,
    `Memory: ${gigabytes(memory.totalBytes)}${memory.limited ? ' (the limit of this container)' : ''}, ` +
      `${gigabytes(memory.availableBytes)} available`,
  ]
  for (const gpu of gpus) {
    const free = gpu.freeBytes === undefined ? '' : `, ${gigabytes(gpu.freeBytes)} free`
    const through = { cuda: 'CUDA', vulkan: 'Vulkan', default: 'Metal' }[gpu.variant]
    const kind = gpu.integrated ? ', part of the processor' : ''
    lines.push(`Graphics: ${gpu.name}, ${gigabytes(gpu.totalBytes)}${free}, through ${through}${kind}`)
  }
  return gpus.length > 0 ? lines : [...lines, 'Graphics: none that Albumen could use']
}

function printPlan(planned: Plan): void {
  const where = planned.serverOn ? `llama.cpp's server on ${planned.serverOn}` : 'inside Albumen'
  console.log(`    Engine: ${where}`)
  for (const line of settingLines(planned)) console.log(`    ${line}`)
  console.log('  Why')
  for (const reason of planned.reasons) console.log(`    - ${reason}`)
}

function settingLines(settings: Settings): string[] {
  const { model, on, gpuLayers, slots, contextPerSlot, imageMaxTokens, flashAttention, cacheType } = settings
  const { expectedSecondsPerPhoto: seconds, memoryBytes } = settings
  return [
    `Model: ${model} on ${on}, ${gigabytes(memoryBytes)} of memory`,
    `Layers on a graphics card: ${gpuLayers || 'none'}. Photos at a time: ${slots}. Image tokens: ${imageMaxTokens}.`,
    `Context: ${contextPerSlot} tokens a photo, cache ${cacheType}, flash attention ${flashAttention}.`,
    `Expected: ${duration(seconds)} a photo, ${photosADay(seconds)} photos a day.`,
  ]
}

/** Facts about the owner's model; the bundled test model and a server's are none of the plan's business. */
async function modelInUse(choice: EngineChoice): Promise<ModelFacts | undefined> {
  if (choice.kind !== 'embedded' || choice.name === 'nano-vl') return undefined
  try {
    return await factsOfChoice(choice)
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    return undefined
  }
}

/** What `albumen tune` kept for the model in use on this machine, and whether the engine follows it. */
async function keptFor(
  choice: EngineChoice,
  config: Config,
  engineRunning: boolean,
): Promise<(Tuned & { followed: boolean }) | undefined> {
  if (choice.kind === 'waiting') return undefined
  const hardware = choice.kind === 'embedded' ? await hardwareFor(choice) : undefined
  const kept = await readTuned(dataFolder(config.dataDir).models, { choice, hardware })
  if (!kept) return undefined
  if (choice.kind === 'server' || !hardware) return { ...kept, followed: true }
  const { settings } = await settingsFor(choice, hardware, { engineRunning })
  return { ...kept, followed: settings !== undefined && applyTuned(settings, kept) !== undefined }
}

/** Whether the daemon holds a model in memory now; when it does not say, it is taken to. */
async function engineRuns(config: Config, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (!(await runningAddress(config))) return false
  try {
    const { engine } = await (await openClient(env)).get<{ engine: { kind: string; state: string } }>('/status')
    return engine.kind === 'embedded' && engine.state === 'ready'
  } catch {
    return true
  }
}
