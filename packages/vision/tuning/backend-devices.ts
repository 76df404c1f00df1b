import { fork } from 'node:child_process'
import type { BackendDevice, LibVariant } from '@fugood/llama.node'
import { programFile } from '#core/program-file'

export interface DeviceReport {
  /** graphics devices only */
  devices: BackendDevice[]
  /** what llama.cpp wrote while it looked, which names the devices */
  log: string
}

/** A driver that hangs shall not hold up anything. */
const TIMEOUT_MS = 20_000

/**
 * The graphics devices that one build of llama.cpp can compute on. A build that is not installed, a missing driver, a
 * crash and a hang all mean: none.
 */
export function backendDevices(
  variant: LibVariant,
  childFile = programFile('packages/vision/tuning/gpu-child.js'),
  timeoutMs = TIMEOUT_MS,
): Promise<DeviceReport> {
  return new Promise((resolve) => {
    const child = fork(childFile, [variant], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] })
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    let devices: BackendDevice[] = []
    let log = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        log += text
      })
    }
    child.on('message', (message: { devices?: BackendDevice[] }) => {
      devices = (message.devices ?? []).filter(({ type }) => type === 'gpu' || type === 'igpu')
    })
    const finish = () => {
      clearTimeout(timer)
      resolve({ devices, log })
    }
    child.once('error', finish)
    child.once('close', finish)
  })
}
