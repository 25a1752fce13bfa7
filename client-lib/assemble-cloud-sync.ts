import type { CloudSync, CloudSyncOptions } from './cloud-sync.ts'
import type { CloudSyncPorts } from './cloud-sync-ports.ts'
import { createSyncSession } from './lifecycle/sync-session.ts'

/** The client over given ports: the same whole thing that `createCloudSync` makes over the browser's. */
export function assembleCloudSync(options: CloudSyncOptions, ports: CloudSyncPorts): CloudSync {
  const session = createSyncSession(options, ports)
  session.start()
  return session
}
