import * as v from 'valibot'
import type { Item } from '../storage/dynamo-refused-item.ts'
import type { Upcaster } from './upcaster.ts'

const Versioned = v.object({ schema_version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) })

/** @throws ValiError when the row tells none */
export function versionOf(item: Item): number {
  return v.parse(Versioned, item).schema_version
}

export function newestVersion(upcasters: readonly Upcaster[]): number {
  return upcasters.length + 1
}
