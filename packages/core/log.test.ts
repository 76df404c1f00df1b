import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { messageOf } from './errors.js'
import { createLog, repetitionLimit } from './log.js'
import { createMetrics } from './metrics/metrics.js'

describe('a repeated line', () => {
  it('is written six times a minute and counted from then on', () => {
    const lines: { msg: string; suppressedLines?: number }[] = []
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)))
        done()
      },
    })
    const log = createLog('test', 'info', sink)
    for (let i = 0; i < 1_000; i++) log.warn({ i }, 'the disk is full')
    log.warn('something else')
    expect(lines.map((line) => line.msg)).toEqual([...Array(6).fill('the disk is full'), 'something else'])
  })

  it('tells how many were left out when it is written again', () => {
    let now = 0
    const limit = repetitionLimit(2, 60_000, () => now)
    expect([limit('a'), limit('a'), limit('a'), limit('a')]).toEqual([
      { suppressed: 0 },
      { suppressed: 0 },
      'drop',
      'drop',
    ])
    now = 60_000
    expect(limit('a')).toEqual({ suppressed: 2 })
    expect(limit('a')).toEqual({ suppressed: 0 })
  })
})

describe('a line', () => {
  const written = (write: (log: ReturnType<typeof createLog>) => void, metrics = createMetrics()) => {
    const lines: string[] = []
    write(createLog('test', 'debug', { write: (line: string) => void lines.push(line) }, metrics))
    return lines.join('')
  }

  it('has no passwords, tokens or keys in it, wherever they come from', () => {
    const text = written((log) => {
      log.info({ url: 'postgres://mei:s3cret@nas:5432/albumen' }, 'connecting to redis://:hunter2@nas')
      log.warn({ error: 'GET /thumb?access_token=alb_0123456789abcdefghijkl&size=2 failed' }, 'x')
      log.child({ authorization: 'Bearer abcdefgh12345678' }).error({ serverKey: 'sk-verysecretkey' }, 'y')
      log.error(new Error('refused: Authorization: Bearer abcdefgh12345678 and whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'))
      log.info({ settings: { hfToken: 'hf_abcdefghijklmnop', password: 'a"b\\c' } }, 'z')
    })
    for (const secret of ['s3cret', 'hunter2', '0123456789', 'abcdefgh', 'verysecret', 'MfKQ9r8', 'a\\"b']) {
      expect(text).not.toContain(secret)
    }
    expect(text).toContain('postgres://…@nas:5432/albumen')
    expect(text).toContain('access_token=…&size=2')
    for (const line of text.trim().split('\n')) JSON.parse(line)
  })

  it('does not repeat the values of a statement that failed', () => {
    const cause = new Error('relation "photos" does not exist')
    const error = Object.assign(new Error('Failed query: select $1\nparams: my secret diary', { cause }), { query: '' })
    expect(messageOf(error)).toBe('relation "photos" does not exist')
  })

  it('for debugging is written however often it comes, and warnings are counted', async () => {
    const metrics = createMetrics()
    const text = written((log) => {
      for (let i = 0; i < 100; i++) log.debug({ photo: `${i}` }, 'photo analysed')
      for (let i = 0; i < 100; i++) log.child({ photo: `${i}` }).warn('the disk is full')
    }, metrics)
    expect(text.split('photo analysed')).toHaveLength(101)
    expect(text.split('the disk is full')).toHaveLength(7)
    expect((await metrics.snapshot()).albumen_log_lines_total).toContainEqual({ labels: { level: 'warn' }, value: 100 })
  })
})
