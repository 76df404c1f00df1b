import type { ProducerQueue } from './queues.js'

/** Enqueues webhook deliveries; one that waits already is not doubled. */
export async function enqueueDeliveries(queue: ProducerQueue<'deliver'>, deliveryIds: number[]): Promise<void> {
  await queue.add(deliveryIds.map((deliveryId) => ({ id: `delivery-${deliveryId}`, payload: { deliveryId } })))
}
