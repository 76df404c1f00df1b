import { Redis } from 'ioredis'
import type { Config } from '#core/config'
import { messageOf } from '#core/errors'
import { say } from '#core/sentences/say'
import type { Finding } from '../finding.js'

export async function checkQueue(config: Config): Promise<Finding> {
  if (!config.redisUrl) return { about: say('about_queue'), state: 'ok', found: say('queue_in_database') }
  const redis = new Redis(config.redisUrl, { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => {})
  try {
    await redis.connect()
    const setting = async (name: string) => ((await redis.config('GET', name)) as string[])[1]
    const [appendOnly, policy] = [await setting('appendonly'), await setting('maxmemory-policy')]
    const found = `Redis, appendonly ${appendOnly}, maxmemory-policy ${policy}`
    if (appendOnly === 'yes' && policy === 'noeviction') return { about: say('about_queue'), state: 'ok', found }
    const advice = say('queue_redis_advice')
    const why = say('queue_redis_why')
    return { about: say('about_queue'), state: 'warning', found, why, advice }
  } catch (error) {
    const advice = say('queue_silent_advice')
    return {
      about: say('about_queue'),
      state: 'problem',
      found: say('queue_silent', { error: messageOf(error) }),
      why: say('queue_silent_why'),
      advice,
    }
  } finally {
    redis.disconnect()
  }
}
