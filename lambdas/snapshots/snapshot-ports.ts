import type { Clock } from '../clock/clock.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import type { ObjectUrlSigner } from '../storage/url-signer.ts'
import type { SnapshotLedger } from './snapshot-ledger.ts'

/** All that keeping and showing large documents reaches. */
export interface SnapshotPorts {
  readonly snapshots: SnapshotLedger
  readonly objects: ObjectStore
  readonly addresses: ObjectUrlSigner
  readonly clock: Clock
}
