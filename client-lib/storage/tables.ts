import type { ConflictRow } from '../conflicts/conflict-row.ts'
import type { DocumentRow, PieceRow } from '../documents/document-row.ts'
import type { AssetRow } from '../media/asset-row.ts'
import type { LaneRow } from '../queue/lane-row.ts'
import type { ListingRow } from '../remote/listing-row.ts'
import type { DeviceRow } from './device-row.ts'

/** Every table of the device's database and the row it holds; each row type is inferred from the schema that parses it. */
export interface Tables {
  /** By project id: the queue's two cells and the lane's state. Small: documents are rows of their own. */
  readonly lanes: LaneRow
  /** By `projectId/hash`: the bytes that a lane, a conflict or a host without a store refers to. */
  readonly documents: DocumentRow
  /** By `projectId/hash/index`: the bytes of a document that is too large for its row. */
  readonly pieces: PieceRow
  readonly conflicts: ConflictRow
  /** By `projectId/assetId`: what was added here, its part checksums, and how far its upload is. */
  readonly assets: AssetRow
  /** By project id: what the cloud last listed. */
  readonly listing: ListingRow
  /** By name: device id, pause, delta token. */
  readonly device: DeviceRow
}

export type TableName = keyof Tables
