import * as v from 'valibot'
import { AssetId } from './ids.ts'
import * as limits from './limits.ts'

/** What a document refers to. */
export const AssetIds = v.pipe(
  v.array(AssetId),
  v.maxLength(limits.assetsPerProject),
  v.check((ids) => new Set(ids).size === ids.length, 'must not repeat an id'),
)
