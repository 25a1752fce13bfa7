import type { HostStore, ProjectEdit } from 'reelsync'
import * as v from 'valibot'
import type { DeviceDatabase } from './device-database.ts'
import { StoredProject } from './stored-project.ts'

export interface ProjectStore extends Required<HostStore> {
  /** Settles when the project is on disk. */
  save(edit: ProjectEdit): Promise<void>
  all(): Promise<readonly StoredProject[]>
}

/** The editor's own store of projects: it works without the cloud, and the sync reaches it as a HostStore. */
export function createDeviceProjectStore(database: Promise<DeviceDatabase>): ProjectStore {
  return {
    list: async () => (await database).getAllKeys('projects'),
    all: async () => {
      const rows = await (await database).getAll('projects')
      return rows.filter((row) => v.is(StoredProject, row))
    },
    load: async (projectId) => {
      const row = await (await database).get('projects', projectId)
      return row === undefined ? undefined : editOf(v.parse(StoredProject, row))
    },
    save: async (edit) => {
      const transaction = (await database).transaction('projects', 'readwrite', { durability: 'strict' })
      const put = transaction.store.put(rowOf(edit))
      // Said at once: a page that is being left does not live to see the answer that would commit it.
      transaction.commit()
      await Promise.all([put, transaction.done])
    },
    apply: async (remote, expected) => {
      const transaction = (await database).transaction('projects', 'readwrite', { durability: 'strict' })
      const row = await transaction.store.get(remote.id)
      const equal = sameEdit(row === undefined ? undefined : editOf(row), expected)
      if (equal) await transaction.store.put(rowOf(remote))
      await transaction.done
      return equal
    },
    remove: async (projectId, expected) => {
      const transaction = (await database).transaction('projects', 'readwrite', { durability: 'strict' })
      const row = await transaction.store.get(projectId)
      const equal = row === undefined || sameEdit(editOf(row), expected)
      if (equal) await transaction.store.delete(projectId)
      await transaction.done
      return equal
    },
  }
}

function rowOf({ id, name, document, assetIds }: ProjectEdit): StoredProject {
  return { id, name, document, assetIds: [...assetIds], updatedAtMs: Date.now() }
}

function editOf({ id, name, document, assetIds }: StoredProject): ProjectEdit {
  return { id, name, document, assetIds }
}

function sameEdit(a: ProjectEdit | undefined, b: ProjectEdit | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.name === b.name && a.document === b.document && a.assetIds.join() === b.assetIds.join()
}
