import { catalogModel } from '../models/catalog.js'
import type { Plan } from './plan-types.js'

export interface ServerAdvice {
  /** starts llama.cpp's own server with the planned settings, in the folder where the model lies */
  command: string
  /** what to set for Albumen then */
  setting: string
}

/** How to start the server that a plan advises; undefined for a plan that needs none. */
export function serverAdvice({ engine, serverOn, model, ...settings }: Plan): ServerAdvice | undefined {
  if (engine !== 'server') return undefined
  const files = catalogModel(model)
  const elsewhere = serverOn === 'another machine'
  const command = [
    'llama-server',
    `-m ${files?.model.file ?? `${model}.gguf`}`,
    `--mmproj ${files?.mmproj.file ?? 'mmproj.gguf'}`,
    `-c ${settings.contextPerSlot * settings.slots} -np ${settings.slots}`,
    `--image-max-tokens ${settings.imageMaxTokens}`,
    ...(settings.gpuLayers > 0 ? ['-ngl 99'] : []),
    ...(elsewhere ? ['--host 0.0.0.0'] : []),
    '--port 8080',
  ].join(' ')
  return { command, setting: `ALBUMEN_SERVER_URL=http://${elsewhere ? 'that-machine' : '127.0.0.1'}:8080` }
}
