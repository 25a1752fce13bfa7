import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'

/** A row as plain values, as every reply holds it. */
export type Item = Readonly<Record<string, unknown>>

/** The row that a refused condition names: refusals carry raw attribute values even through a document client. */
export function refusedItem(raw: Record<string, AttributeValue> | undefined): Item | undefined {
  return raw === undefined || Object.keys(raw).length === 0 ? undefined : unmarshall(raw)
}
