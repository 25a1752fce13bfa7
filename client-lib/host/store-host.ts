import { readContent } from '../documents/content-rows.ts'
import { decodeContent } from '../documents/decode-content.ts'
import { documentKey } from '../documents/document-row.ts'
import { encodeEdit, hashEdit } from '../documents/encode-edit.ts'
import { laneChanges } from '../queue/lane-changes.ts'
import { newLane } from '../queue/lane-row.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { HostStore, ProjectEdit } from './host-store.ts'

/** The store of an app that has none: its projects' contents are rows of the device's own store. */
export class StoreHost implements HostStore {
  readonly #store: LocalStore

  constructor(store: LocalStore) {
    this.#store = store
  }

  async list(): Promise<readonly string[]> {
    const lanes = await this.#store.all('lanes')
    return lanes.flatMap(([projectId, lane]) => (lane.ownCopy === undefined ? [] : [projectId]))
  }

  async load(projectId: string): Promise<ProjectEdit | undefined> {
    for (;;) {
      const ownCopy = await this.#ownCopy(projectId)
      if (ownCopy === undefined) return undefined
      const content = await readContent(this.#store, projectId, ownCopy)
      if (content) return decodeContent(projectId, content)
      // Another save may have taken its place, row by row, while it was read.
      if ((await this.#ownCopy(projectId)) === ownCopy) return undefined
    }
  }

  async apply(remote: ProjectEdit, expected: ProjectEdit | undefined): Promise<boolean> {
    const expectedHash = expected && (await hashEdit(expected))
    const { hash, content } = await encodeEdit(remote)
    const { id } = remote
    return this.#store.transact(
      [
        ['lanes', id],
        ['conflicts', id],
        ['documents', documentKey(id, hash)],
      ],
      (rows) => {
        const lane = rows.get('lanes', id) ?? newLane(id)
        if (lane.ownCopy !== expectedHash) return { changes: [], result: false }
        const stored = rows.get('conflicts', id)
        const conflict = stored?.state === 'open' ? stored : undefined
        const after = { lane: { ...lane, ownCopy: hash }, conflict, effects: [] }
        // Content that is there stays as it is: a write in flight is re-sent with the very bytes it began with.
        const absent = new Map(rows.get('documents', documentKey(id, hash)) ? [] : [[hash, content]])
        return { changes: laneChanges({ lane, conflict }, after, absent), result: true }
      },
    )
  }

  async #ownCopy(projectId: string): Promise<string | undefined> {
    return (await this.#store.get('lanes', projectId))?.ownCopy
  }
}
