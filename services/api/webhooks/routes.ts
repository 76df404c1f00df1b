import { z } from 'zod'
import { enqueueDeliveries } from '#core/deliver-queue'
import { isSensitive } from '#core/event-body'
import { eventTypes } from '#core/events'
import { PrivateAddressError, refusePrivateAddress } from '#core/private-address'
import { say } from '#core/sentences/say'
import type { Api, ApiDeps } from '../deps.js'
import type { Caller } from '../guard/callers.js'
import { needsSignIn } from '../guard/network.js'
import { requireVault } from '../guard/sensitive.js'
import { notFound, Problem } from '../problem.js'
import { page, pageSize, problems, rowId, text } from '../schemas.js'
import { told, withTold } from '../told-view.js'
import * as store from './store.js'

const webhookView = z.object({
  id: z.int(),
  url: z.string(),
  events: z.array(z.string()).describe('event types it is told; empty for all'),
  enabled: z.boolean(),
  privateNetwork: z.boolean().describe('it may reach this machine and the own network'),
  sensitive: z.boolean().describe('it is told what private photos show; else only that they are private'),
  createdAt: z.string(),
})
const delivery = z.object({
  id: z.int(),
  eventId: z.int(),
  type: z.string(),
  photoId: z.string().nullable(),
  state: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.int(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
  told,
  lastAttemptAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  createdAt: z.string(),
})

const url = text(2_000).refine(isPostable, say('url_webhook'))
const events = z.array(z.enum(eventTypes)).max(eventTypes.length)
const changes = z
  .strictObject({ url, events, enabled: z.boolean(), privateNetwork: z.boolean(), sensitive: z.boolean() })
  .partial()
const secret = text(100).regex(
  /^whsec_(?:[A-Za-z0-9+/]{4}){8,16}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  'expected whsec_ followed by 24 to 50 bytes in base64',
)

export function webhookRoutes(api: Api, { connection: { db }, queues, config }: ApiDeps): void {
  const params = z.object({ id: rowId })
  const tags = ['webhooks']
  const existing = async (id: number) => {
    const webhook = await store.findWebhook(db, id)
    if (!webhook) throw notFound(say('thing_webhook', { id }))
    return webhook
  }

  api.get(
    '/webhooks',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Addresses that are told what happens (Standard Webhooks)' },
        response: { 200: z.object({ items: z.array(webhookView), next: z.null() }) },
      },
    },
    async () => ({ items: (await store.listWebhooks(db)).map(view), next: null }),
  )

  api.post(
    '/webhooks',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Tell an address what happens from now on; its secret is in this answer only' },
        body: z.strictObject({
          url,
          events: events.default([]),
          enabled: z.boolean().default(true),
          privateNetwork: z
            .boolean()
            .optional()
            .describe(
              'whether it may reach this machine and the own network; left out, only where no sign-in is needed',
            ),
          sensitive: z.boolean().default(false).describe('whether it is told what private photos show'),
          secret: secret.optional().describe('made here when left out'),
        }),
        response: { 201: webhookView.extend({ secret: z.string() }), ...problems(400, 403, 422) },
      },
    },
    async (request, reply) => {
      const { privateNetwork = !needsSignIn(config), ...rest } = request.body
      await checkRights(request.caller, { ...rest, privateNetwork })
      const made = await store.createWebhook(db, { ...rest, privateNetwork })
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...view(made), secret: made.secret })
    },
  )

  api.patch(
    '/webhooks/:id',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Change an address, its event types, or switch it on or off' },
        ...{ params, body: changes },
        response: { 200: webhookView, ...problems(400, 403, 404, 422) },
      },
    },
    async (request) => {
      const known = await existing(request.params.id)
      const wanted = Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined))
      await checkRights(request.caller, { ...known, ...wanted })
      const changed = await store.changeWebhook(db, request.params.id, wanted)
      if (!changed) throw notFound(say('thing_webhook', { id: request.params.id }))
      return view(changed)
    },
  )

  api.delete(
    '/webhooks/:id',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Tell an address nothing any more; its delivery log goes with it' },
        ...{ params, response: { 204: z.null(), ...problems(400, 404) } },
      },
    },
    async (request, reply) => {
      if (!(await store.removeWebhook(db, request.params.id)))
        throw notFound(say('thing_webhook', { id: request.params.id }))
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/webhooks/:id/test',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: `Send a ${store.TEST_EVENT} event to this address alone` },
        ...{ params, response: { 202: z.object({ deliveryId: z.int() }), ...problems(400, 404, 409) } },
      },
    },
    async (request, reply) => {
      const webhook = await existing(request.params.id)
      if (!webhook.enabled) throw new Problem(409, say('webhook_off', { id: webhook.id }))
      const deliveryId = await store.recordTest(db, webhook.id)
      await enqueueDeliveries(queues.deliver, [deliveryId])
      return reply.code(202).send({ deliveryId })
    },
  )

  api.get(
    '/webhooks/:id/deliveries',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'What was sent, what was answered, what is still tried' },
        ...{ params, response: { 200: page(delivery), ...problems(400, 404) } },
        querystring: z.strictObject({
          state: delivery.shape.state.optional(),
          limit: pageSize(50, 500),
          cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
        }),
      },
    },
    async (request) => {
      const { limit, cursor, state } = request.query
      const { id } = await existing(request.params.id)
      const rows = await store.listDeliveries(db, id, { limit: limit + 1, before: cursor, state })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map(({ delivery, type, createdAt, sensitive }) => ({
          ...withTold(delivery, 'lastError'),
          photoId: isSensitive(sensitive) && !request.caller?.vault() ? null : delivery.photoId,
          type,
          lastAttemptAt: delivery.lastAttemptAt?.toISOString() ?? null,
          deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
          createdAt: createdAt.toISOString(),
        })),
        next: rows.length > limit && last ? String(last.delivery.id) : null,
      }
    },
  )

  api.post(
    '/deliveries/:id/resend',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Send an event again, whether it arrived or not' },
        ...{ params, response: { 202: z.object({ deliveryId: z.int() }), ...problems(400, 404) } },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      if (!(await store.reopenDelivery(db, id))) throw notFound(say('thing_delivery', { id }))
      await enqueueDeliveries(queues.deliver, [id])
      return reply.code(202).send({ deliveryId: id })
    },
  )
}

function view({ id, url, events, enabled, privateNetwork, sensitive, createdAt }: store.WebhookRow) {
  return { id, url, events, enabled, privateNetwork, sensitive, createdAt: createdAt.toISOString() }
}

/** Where it may go, and what it may be told: nobody gives a webhook a right that they do not have. */
async function checkRights(
  caller: Caller | undefined,
  webhook: { url: string; privateNetwork: boolean; sensitive: boolean },
): Promise<void> {
  if (webhook.sensitive) requireVault(caller)
  if (webhook.privateNetwork) return
  await refusePrivateAddress(new URL(webhook.url)).catch((cause) => {
    if (!(cause instanceof PrivateAddressError)) throw cause
    throw new Problem(422, `${cause.message}.`, {
      ...{
        code: 'private_address',
        hint: say('private_host_hint'),
        cause,
      },
    })
  })
}

function isPostable(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return (protocol === 'http:' || protocol === 'https:') && !username && !password
}
