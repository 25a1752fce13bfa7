import type { RouteHandlers } from '../gateway/route-handler.ts'
import { completeMedia } from './complete-media.ts'
import { downloadMedia } from './download-media.ts'
import { findProject } from './find-project.ts'
import type { MediaPorts } from './media-ports.ts'
import { presignMedia } from './presign-media.ts'
import { removeMedia } from './remove-media.ts'

/** The routes of the `media` function over their ports. */
export function mediaHandlers(ports: MediaPorts): RouteHandlers<'media'> {
  return {
    listMedia: async ({ caller, params, query }) => {
      await findProject(ports, caller.userId, params.projectId)
      const { items, nextAfterId } = await ports.media.page(caller.userId, params.projectId, query.cursor)
      const cursor = nextAfterId === undefined ? {} : { cursor: nextAfterId }
      return { status: 200, body: { media: [...items], ...cursor } }
    },
    presignMedia: async ({ caller, params, body, meter }) => ({
      status: 200,
      body: await presignMedia({ ...ports, meter }, caller.userId, params.projectId, body),
    }),
    completeMedia: async ({ caller, params, body }) => {
      const { projectId, assetId } = params
      const reply = await completeMedia(ports, caller.userId, projectId, assetId, body.checksum)
      if (reply.state === 'stored') return { status: 200, body: reply }
      return { status: 202, headers: { 'retry-after': String(Math.ceil(reply.retryAfterMs / 1000)) }, body: reply }
    },
    removeMedia: async ({ caller, params }) => ({
      status: 200,
      body: await removeMedia(ports, caller.userId, params.projectId, params.assetId),
    }),
    downloadMedia: async ({ caller, params, meter }) => ({
      status: 200,
      body: await downloadMedia({ ...ports, meter }, caller.userId, params.projectId, params.assetId),
    }),
  }
}
