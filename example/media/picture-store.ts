import * as v from 'valibot'
import type { DeviceDatabase } from '../projects/device-database.ts'
import { Picture } from './picture.ts'

/** Pictures of media, kept so that they need not be made at each start. */
export interface PictureStore {
  get(assetId: string): Promise<Picture | undefined>
  put(assetId: string, picture: Picture): Promise<void>
  subscribe(listener: (assetId: string, picture: Picture) => void): () => void
}

export function createPictureStore(database: Promise<DeviceDatabase>): PictureStore {
  const listeners = new Set<(assetId: string, picture: Picture) => void>()
  return {
    get: async (assetId) => {
      const row = await (await database).get('pictures', assetId)
      return v.is(Picture, row) ? row : undefined
    },
    put: async (assetId, picture) => {
      await (await database).put('pictures', picture, assetId)
      for (const listener of listeners) listener(assetId, picture)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
