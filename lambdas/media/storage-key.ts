import { randomUUID } from 'node:crypto'

/** A key of its own for every attempt: nothing ever collected can be pointed at. */
export function newStorageKey(userId: string): string {
  return `${userId}/${randomUUID()}`
}
