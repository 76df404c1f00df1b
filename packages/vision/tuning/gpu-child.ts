/** Asks one build of llama.cpp which devices it sees, in a process of its own: a broken driver may crash it. */
import { getBackendDevicesInfo, isLibVariantAvailable, type LibVariant } from '@fugood/llama.node'

const variant = process.argv[2] as LibVariant
const devices = (await isLibVariantAvailable(variant)) ? await getBackendDevicesInfo(variant) : undefined
process.send?.({ devices }, () => process.exit(0))
