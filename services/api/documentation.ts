import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Api } from './deps.js'

/** The OpenAPI document, made from the same schemas that check requests, and a page to read it. */
export async function documentation(api: Api, version: string): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Albumen',
        version,
        description:
          'Photos of your shares, understood. Errors are problem details (RFC 9457); lists are `{items, next}` pages. ' +
          'Bound to this machine no token is needed; elsewhere send `Authorization: Bearer TOKEN`, or for images and ' +
          'events `?access_token=TOKEN` where a header cannot be set. What a route needs is its `x-scope`.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{}, { token: [] }],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route)
      const scope = route.route.config?.scope
      return { schema: { ...schema, ...(scope ? { 'x-scope': scope } : {}) }, url }
    },
    transformObject: jsonSchemaTransformObject,
  })
  await api.register(async (pages) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, scope: 'read' }
    })
    await pages.register(swaggerUi, { routePrefix: '/docs', staticCSP: true, theme: { title: 'Albumen API' } })
  })
  api.get(
    '/api/v1/openapi.json',
    {
      config: { scope: 'read' },
      schema: { hide: true, response: { 200: z.any() } } as { response: { 200: z.ZodAny } },
    },
    async () => api.swagger(),
  )
}
