import type { AssetsApi } from '../media/assets-api.ts'
import { markMissing } from '../media/mark-missing.ts'
import type { MediaContext } from '../media/media-context.ts'
import type { MediaLanes } from '../media/media-lanes.ts'

/** For apps whose projects refer to no files: nothing to send, and nothing can be added. */
export function withoutMedia({ store, onRowsWritten }: MediaContext): MediaLanes {
  const refuse = () => Promise.reject(new TypeError('This sync was assembled without media.'))
  const assets: AssetsApi = {
    add: refuse,
    list: async () => [],
    open: async () => undefined,
    url: async () => undefined,
    keepOffline: refuse,
    retry: refuse,
    pause: async () => undefined,
    resume: async () => undefined,
    cancel: refuse,
    subscribe: () => () => undefined,
  }
  return {
    assets,
    start: async () => undefined,
    stop: async () => undefined,
    wake: () => undefined,
    refresh: async () => undefined,
    takeBack: async () => undefined,
    projectReached: () => undefined,
    mediaChanged: () => undefined,
    // Another sync of the device may have media, and what it takes for stored it may let go of.
    beforeAsking: (projectId) => async (missing) => {
      if ((await markMissing(store, projectId, missing)).length > 0) onRowsWritten()
    },
    copyFiles: async () => undefined,
    attachFiles: async () => false,
    takeOver: refuse,
    summary: () => ({
      ...{ open: 0, totalBytes: 0, sentBytes: 0, acceptedBytes: 0, bytesPerSecond: 0, remainingMs: undefined },
      ...{ worst: { kind: 'idle' }, durability: 'in-the-cloud' },
    }),
    // Not read: what a sync with media has noted of files stays.
    rows: () => undefined,
    close: async () => undefined,
  }
}
