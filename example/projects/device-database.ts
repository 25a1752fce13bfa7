import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Picture } from '../media/picture.ts'
import type { StoredProject } from './stored-project.ts'

interface DeviceSchema extends DBSchema {
  projects: { key: string; value: StoredProject }
  /** By asset id; can be made again from the media. */
  pictures: { key: string; value: Picture }
}
export type DeviceDatabase = IDBPDatabase<DeviceSchema>

/** The editor's own database, one for each account: the sync has another. */
export function openDeviceDatabase(account: string): Promise<DeviceDatabase> {
  return openDB<DeviceSchema>(`reelsync-example/${account}`, 1, {
    upgrade(database) {
      database.createObjectStore('projects', { keyPath: 'id' })
      database.createObjectStore('pictures')
    },
  })
}
