import { Redis } from 'ioredis'
import type { Config } from '#core/config'
import { messageOf } from '#core/errors'
import type { Finding } from '../finding.js'

export async function checkQueue(config: Config): Promise<Finding> {
  if (!config.redisUrl) return { about: 'queue', state: 'ok', found: 'in the database' }
  const redis = new Redis(config.redisUrl, { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => {})
  try {
    await redis.connect()
    const setting = async (name: string) => ((await redis.config('GET', name)) as string[])[1]
    const [appendOnly, policy] = [await setting('appendonly'), await setting('maxmemory-policy')]
    const found = `Redis, appendonly ${appendOnly}, maxmemory-policy ${policy}`
    if (appendOnly === 'yes' && policy === 'noeviction') return { about: 'queue', state: 'ok', found }
    const advice = 'Set "appendonly yes" and "maxmemory-policy noeviction", or a restart of Redis loses its queue.'
    const why = 'It is derived from the catalogue again, which takes its time with many photos.'
    return { about: 'queue', state: 'warning', found, why, advice }
  } catch (error) {
    const advice = 'Check REDIS_URL, or remove it to keep the queue in the database.'
    return {
      about: 'queue',
      state: 'problem',
      found: `Redis does not answer: ${messageOf(error)}`,
      why: 'No photo is looked at without its queue.',
      advice,
    }
  } finally {
    redis.disconnect()
  }
}
