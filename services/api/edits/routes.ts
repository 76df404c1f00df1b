import { z } from 'zod'
import { editPhotos, undoEdit } from '#core/edits/edit-photos'
import { say } from '#core/sentences/say'
import type { Api, ApiDeps } from '../deps.js'
import { knownTo } from '../guard/sensitive.js'
import { readPhoto } from '../photos/detail.js'
import { notFound, Problem } from '../problem.js'
import { photoDetail, photoId, problems } from '../schemas.js'
import { bulkChange, editResult, photoChange } from './schemas.js'

/** What the owner says of photos: it wins over every analysis, and is apart from them. */
export function editRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  const tags = ['photos']

  api.patch(
    '/photos/:id',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Mark, hide or correct a photo; what its owner says wins over the model until it is given back',
        params: z.object({ id: photoId }),
        body: photoChange,
        response: { 200: photoDetail, ...problems(400, 404, 422) },
      },
    },
    async (request) => {
      const { id } = request.params
      const [failed] = (await editPhotos(db, [id], request.body)).failed
      const photo = failed?.code === 'not_found' ? undefined : await readPhoto(db, id)
      if (!photo) throw notFound(say('thing_photo', { id }))
      if (failed) throw new Problem(422, failed.reason, { code: failed.code })
      return photo
    },
  )

  api.patch(
    '/photos',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'The same for many photos, all in one transaction',
        body: bulkChange,
        response: { 200: editResult, ...problems(400) },
      },
    },
    async (request) => {
      const { ids, ...change } = request.body
      const { known, unknown } = await knownTo(request.caller, db, [...new Set(ids)])
      const edited = await editPhotos(db, known, change)
      return { ...edited, failed: [...edited.failed, ...unknown] }
    },
  )

  api.post(
    '/edits/:edit/undo',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Make photos what they were before an edit; those that were edited again since stay as they are',
        params: z.object({ edit: z.uuid() }),
        response: { 200: editResult, ...problems(400, 404) },
      },
    },
    async (request) => {
      const { edit } = request.params
      const undone = await undoEdit(db, edit)
      if (!undone) throw notFound(say('thing_edit', { id: edit }))
      return undone
    },
  )
}
