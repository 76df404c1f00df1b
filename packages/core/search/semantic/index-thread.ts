/** The thread that holds the vectors: reading and comparing a million of them would keep the api from answering. */
import { parentPort, workerData } from 'node:worker_threads'
import { connect } from '../../database/connect.js'
import { messageOf } from '../../errors.js'
import { createLog } from '../../log.js'
import { followEmbeddings } from './followed-matrix.js'
import type { Answers, Ask, FromIndex, IndexOptions, ToIndex } from './index-protocol.js'

const NONE = { ids: new Uint8Array(), similarities: new Float32Array() }
const { databaseUrl, compareMs } = workerData as IndexOptions
const send = (message: FromIndex) => parentPort?.postMessage(message)

// Lines go to the process that this thread belongs to, which counts repetitions.
const log = createLog('semantic', 'info', {
  write(line) {
    const { level, time: _, pid: __, hostname: ___, name: ____, msg, ...fields } = JSON.parse(line)
    send({ type: 'log', level: level >= 40 ? 'warn' : 'info', fields, message: msg })
  },
})
const connection = connect(databaseUrl, log, 1)
const followed = followEmbeddings(connection, compareMs, log)

parentPort?.on('message', async ({ id, ask }: ToIndex) => {
  try {
    send({ type: 'answer', id, answer: await answer(ask) })
  } catch (error) {
    send({ type: 'failed', id, message: messageOf(error) })
  }
})

async function answer(ask: Ask): Promise<Answers[keyof Answers]> {
  switch (ask.type) {
    case 'nearest':
      return followed.matrix(ask.version)?.nearest(ask.question, ask.limit, ask.only) ?? NONE
    case 'usual':
      return followed.matrix(ask.version)?.usual(ask.question) ?? null
    case 'vector': {
      const current = followed.current()
      const vector = current?.matrix.vectorOf(ask.photoId)
      return current && vector ? { version: current.version, vector } : null
    }
    case 'use':
      followed.use(ask.version)
      return null
    case 'state':
      return followed.state()
    case 'close':
      await followed.close()
      await connection.close()
      return null
  }
}
