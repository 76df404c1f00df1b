import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

/** What a driver says about its card; llama.node tells only how much memory there is in all. */
export interface CardState {
  /** undefined for AMD, whose driver files carry no name */
  name: string | undefined
  totalBytes: number
  freeBytes: number
  computeCapability: number | undefined
}

/** Cards of NVIDIA (by nvidia-smi) and AMD (by the driver's files); empty where there is neither. */
export async function readCardStates(root = '/'): Promise<CardState[]> {
  return [...(await nvidiaCards()), ...(await amdCards(root))]
}

const NVIDIA_QUERY = ['--query-gpu=name,memory.total,memory.free,compute_cap', '--format=csv,noheader,nounits']

async function nvidiaCards(): Promise<CardState[]> {
  const { stdout } = await promisify(execFile)('nvidia-smi', NVIDIA_QUERY, { timeout: 10_000 }).catch(() => ({
    stdout: '',
  }))
  return parseNvidia(stdout)
}

/** Lines such as `NVIDIA GeForce RTX 3090, 24576, 23840, 8.6`, memory in MiB. */
export function parseNvidia(csv: string): CardState[] {
  return csv.split('\n').flatMap((line) => {
    const [name, total, free, capability] = line.split(',').map((cell) => cell.trim())
    if (!name || !(Number(total) > 0) || !(Number(free) >= 0)) return []
    return {
      name,
      totalBytes: Number(total) * 2 ** 20,
      freeBytes: Number(free) * 2 ** 20,
      computeCapability: Number(capability) || undefined,
    }
  })
}

/** Source: mem_info_vram_total and mem_info_vram_used of the amdgpu driver, in bytes. */
export async function amdCards(root: string): Promise<CardState[]> {
  const drm = path.join(root, 'sys/class/drm')
  const cards = (await readdir(drm).catch(() => [])).filter((name) => /^card\d+$/.test(name)).sort()
  const numberIn = async (card: string, file: string) =>
    Number.parseInt(await readFile(path.join(drm, card, 'device', file), 'utf8').catch(() => ''), 10)
  const found: CardState[] = []
  for (const card of cards) {
    const totalBytes = await numberIn(card, 'mem_info_vram_total')
    const usedBytes = await numberIn(card, 'mem_info_vram_used')
    if (!(totalBytes > 0) || !(usedBytes >= 0)) continue
    found.push({ name: undefined, totalBytes, freeBytes: totalBytes - usedBytes, computeCapability: undefined })
  }
  return found
}
