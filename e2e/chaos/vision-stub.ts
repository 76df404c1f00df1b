import { hasPhoto, models, obeying, say, stubServer } from '../../packages/vision/engines/server/testing.js'

const answer = {
  category: 'nature',
  description: 'Grey noise.',
  objects: ['noise'],
  tags: ['grey'],
  emotion: 'neutral',
  people: 0,
  text: '',
  sensitive: 'none',
}

/** A vision server that looks at nothing and answers at once, so that all the work is that of the rest. */
export async function startVisionStub(milliseconds = 50) {
  return await stubServer({
    'GET /v1/models': models('stub', 'stub-vl'),
    'POST /v1/chat/completions': (response, chat, request) => {
      if (!hasPhoto(chat)) return obeying('json_schema')(response, chat, request)
      setTimeout(() => say(response, JSON.stringify(answer)), milliseconds)
    },
  })
}
