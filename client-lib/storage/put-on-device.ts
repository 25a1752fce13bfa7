import type { DeviceRow } from './device-row.ts'
import type { Change } from './local-store.ts'

type Unversioned<R> = R extends DeviceRow ? Omit<R, 'schemaVersion'> : never

/** Writes what the device itself remembers; there is one of most kinds, and its key is that. */
export function putOnDevice(row: Unversioned<DeviceRow>, key: string = row.kind): Change {
  return { put: 'device', key, row: { schemaVersion: 1, ...row } }
}
