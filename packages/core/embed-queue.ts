import { ageDays, backlogPriority, type ProducerQueue } from './queues.js'

export interface PhotoToEmbed {
  id: string
  /** the analysis whose words are embedded, and the revision of the owner's edits; null when there is none */
  analysisId: number | null
  revision: number
  /** Wall-clock time of the photo, ISO; null when unknown. */
  takenLocal: string | null
}

/** Enqueues one embedding for each photo, analysis and revision of its edits. */
export async function enqueueEmbed(
  queue: ProducerQueue<'embed'>,
  photos: PhotoToEmbed[],
  urgency: 'arrival' | 'backlog',
): Promise<void> {
  const now = Date.now()
  await queue.add(
    photos.map(({ id, analysisId, revision, takenLocal }) => ({
      id: `embed-${id}-${analysisId ?? 0}-${revision}`,
      payload: { photoId: id },
      priority: urgency === 'arrival' ? 0 : backlogPriority(ageDays(takenLocal, now)),
    })),
  )
}
