import type { CloudSync, CloudSyncOptions } from './cloud-sync.ts'
import type { CloudSyncPorts } from './cloud-sync-ports.ts'
import { SyncSession } from './lifecycle/sync-session.ts'

/** The client over given ports: the same whole thing that `createCloudSync` makes over the browser's. */
export function assembleCloudSync(options: CloudSyncOptions, ports: CloudSyncPorts): CloudSync {
  const session = new SyncSession(options, ports)
  session.start(ports)
  return session
}
