import type { Garbage } from '../garbage/garbage.ts'

/** Takes objects out of the store, for housekeeping alone. */
export interface ObjectBin {
  /** The object, and the upload of it where there is one; safe to repeat, also for what is not there. */
  remove(garbage: Pick<Garbage, 'storageKey' | 'uploadId'>): Promise<void>
}
