import { backlogPriority, type ProducerQueue } from './queues.js'

export interface FileToIngest {
  id: number
  size: number
  mtimeMs: number
}

/** Enqueues files by what they hold now: the same state of a file is one job, however often it is announced. */
export async function enqueueIngest(
  queue: ProducerQueue<'ingest'>,
  files: FileToIngest[],
  urgency: 'arrival' | 'backlog',
): Promise<void> {
  const now = Date.now()
  await queue.add(
    files.map((file) => ({
      id: `file-${file.id}-${file.size}-${file.mtimeMs}`,
      payload: { fileId: file.id },
      priority: urgency === 'arrival' ? 0 : backlogPriority((now - file.mtimeMs) / 86_400_000),
    })),
  )
}
