import type * as v from 'valibot'
import { ConflictRow } from '../conflicts/conflict-row.ts'
import { DocumentRow, PieceRow } from '../documents/document-row.ts'
import { AssetRow } from '../media/asset-row.ts'
import { LaneRow } from '../queue/lane-row.ts'
import { ListingRow } from '../remote/listing-row.ts'
import { DeviceRow } from './device-row.ts'
import type { TableName, Tables } from './tables.ts'

type Schemas = { readonly [N in TableName]: v.GenericSchema<unknown, Tables[N]> }

/** The schema that parses each table's rows. */
export const tableSchemas: Schemas = {
  lanes: LaneRow,
  documents: DocumentRow,
  pieces: PieceRow,
  conflicts: ConflictRow,
  assets: AssetRow,
  listing: ListingRow,
  device: DeviceRow,
}

export const tableNames = Object.keys(tableSchemas) as TableName[]
