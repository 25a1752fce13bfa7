import { decodeEdit } from '../queue/decode-edit.ts'
import { documentKey } from '../queue/document-row.ts'
import { encodeEdit, hashEdit } from '../queue/encode-edit.ts'
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
    const lane = await this.#store.get('lanes', projectId)
    if (lane?.ownCopy === undefined) return undefined
    const row = await this.#store.get('documents', documentKey(projectId, lane.ownCopy))
    return row && (await decodeEdit(projectId, row))
  }

  async apply(remote: ProjectEdit, expected: ProjectEdit | undefined): Promise<boolean> {
    const expectedHash = expected && (await hashEdit(expected))
    const { hash, row } = await encodeEdit(remote)
    const { id } = remote
    return this.#store.transact(
      [
        ['lanes', id],
        ['conflicts', id],
      ],
      (rows) => {
        const lane = rows.get('lanes', id) ?? newLane(id)
        if (lane.ownCopy !== expectedHash) return { changes: [], result: false }
        const stored = rows.get('conflicts', id)
        const conflict = stored?.state === 'open' ? stored : undefined
        const after = { lane: { ...lane, ownCopy: hash }, conflict, effects: [] }
        return { changes: laneChanges({ lane, conflict }, after, new Map([[hash, row]])), result: true }
      },
    )
  }
}
