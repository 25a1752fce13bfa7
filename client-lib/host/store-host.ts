import type { Content } from '../documents/content.ts'
import { readContent } from '../documents/content-rows.ts'
import { decodeContent } from '../documents/decode-content.ts'
import { documentKey } from '../documents/document-row.ts'
import { encodeEdit, hashEdit } from '../documents/encode-edit.ts'
import { contentsToKeep, damagedHashes } from '../documents/mend-content.ts'
import { laneChanges } from '../queue/lane-changes.ts'
import { newLane } from '../queue/lane-row.ts'
import { inFlightHash } from '../queue/lane-view.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { HostStore, ProjectEdit } from './host-store.ts'

interface Copy {
  readonly hash: string
  readonly content: Content
  readonly damaged: ReadonlySet<string>
}

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
    const { content } = await this.#read(projectId)
    return content && decodeContent(projectId, content)
  }

  async apply(remote: ProjectEdit, expected: ProjectEdit | undefined): Promise<boolean> {
    const expectedHash = expected && (await hashEdit(expected))
    const { hash, content } = await encodeEdit(remote)
    const { id } = remote
    // A copy that cannot be read any more is none: what the cloud has takes its place.
    const held = await this.#read(id)
    if ((held.content && held.ownCopy) !== expectedHash) return false
    return this.#replace(id, held.ownCopy, { hash, content, damaged: await damagedHashes(this.#store, id, [hash]) })
  }

  async remove(projectId: string, expected: ProjectEdit): Promise<boolean> {
    return this.#replace(projectId, await hashEdit(expected))
  }

  /** @returns whether the copy was `expected`, and `copy` has taken its place, or nothing */
  #replace(projectId: string, expected: string | undefined, copy?: Copy): Promise<boolean> {
    return this.#store.transact(
      [
        ['lanes', projectId],
        ['conflicts', projectId],
        ['documents', documentKey(projectId, copy?.hash ?? '')],
      ],
      (rows) => {
        const lane = rows.get('lanes', projectId) ?? newLane(projectId)
        const { ownCopy, ...left } = lane
        if (ownCopy !== expected) return { changes: [], result: false }
        const stored = rows.get('conflicts', projectId)
        const conflict = stored?.state === 'open' ? stored : undefined
        const after = { lane: copy ? { ...left, ownCopy: copy.hash } : left, conflict, effects: [] }
        const kept =
          copy &&
          contentsToKeep(new Map([[copy.hash, copy.content]]), {
            ...{ rows, projectId, damaged: copy.damaged },
            inFlight: inFlightHash(lane),
          })
        return { changes: laneChanges({ lane, conflict }, after, kept), result: true }
      },
    )
  }

  /** The device's copy; without its content where that cannot be read any more. */
  async #read(projectId: string): Promise<{ readonly ownCopy?: string; readonly content?: Content }> {
    for (;;) {
      const ownCopy = await this.#ownCopy(projectId)
      if (ownCopy === undefined) return {}
      const content = await readContent(this.#store, projectId, ownCopy)
      if (content) return { ownCopy, content }
      // Another save may have taken its place, row by row, while it was read.
      if ((await this.#ownCopy(projectId)) === ownCopy) return { ownCopy }
    }
  }

  async #ownCopy(projectId: string): Promise<string | undefined> {
    return (await this.#store.get('lanes', projectId))?.ownCopy
  }
}
