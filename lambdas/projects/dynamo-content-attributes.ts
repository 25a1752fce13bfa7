import * as v from 'valibot'
import type { KeptObject } from '../snapshots/kept-object.ts'
import type { Item } from '../storage/dynamo-refused-item.ts'
import type { StoredAssetIds, StoredDocument } from './project-row.ts'

const KeptAttribute = v.object({
  id: v.string(),
  storage_key: v.string(),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  checksum: v.string(),
})
const encoding = v.picklist(['identity', 'gzip'])
/** A row holds its document, or says where it is; and so with the ids of its assets. */
const DocumentPart = v.union([
  v.object({ encoding, project_json: v.instance(Uint8Array) }),
  v.object({ encoding, snapshot: KeptAttribute }),
])
const AssetsPart = v.union([v.object({ asset_ids: v.array(v.string()) }), v.object({ asset_list: KeptAttribute })])

/** Every attribute that a row's content may take; of each pair a row has one. */
export const contentAttributes = ['encoding', 'project_json', 'snapshot', 'asset_ids', 'asset_list'] as const

export interface StoredContent {
  readonly document: StoredDocument
  readonly assetIds: StoredAssetIds
}

/** @throws ValiError when the row is not one this code has written */
export function readContent(item: Item): StoredContent {
  return { document: documentOf(v.parse(DocumentPart, item)), assetIds: assetIdsOf(v.parse(AssetsPart, item)) }
}

const References = v.object({ snapshot: v.optional(KeptAttribute), asset_list: v.optional(KeptAttribute) })

/**
 * The objects that a row's content is in, and its assets; the document itself need not have been read.
 *
 * @throws ValiError when the row is not one this code has written
 */
export function readReferences(item: Item) {
  const { snapshot, asset_list } = v.parse(References, item)
  const objects = [snapshot, asset_list].filter((kept) => kept !== undefined)
  return { objectIds: objects.map(({ id }) => id), assetIds: assetIdsOf(v.parse(AssetsPart, item)) }
}

/** The attributes of this content alone: those of any other are to be removed. */
export function writeContent({ document, assetIds }: StoredContent) {
  return {
    encoding: document.encoding,
    ...(document.kind === 'inline' ? { project_json: document.gzip } : { snapshot: attributeOf(document.object) }),
    ...(assetIds.kind === 'inline' ? { asset_ids: assetIds.ids } : { asset_list: attributeOf(assetIds.object) }),
  }
}

function documentOf(row: v.InferOutput<typeof DocumentPart>): StoredDocument {
  if ('snapshot' in row) return { kind: 'snapshot', encoding: row.encoding, object: keptOf(row.snapshot) }
  return { kind: 'inline', encoding: row.encoding, gzip: row.project_json }
}

function assetIdsOf(row: v.InferOutput<typeof AssetsPart>): StoredAssetIds {
  return 'asset_list' in row
    ? { kind: 'object', object: keptOf(row.asset_list) }
    : { kind: 'inline', ids: row.asset_ids }
}

function keptOf({ id, storage_key, size, checksum }: v.InferOutput<typeof KeptAttribute>): KeptObject {
  return { id, storageKey: storage_key, sizeBytes: size, checksum }
}

function attributeOf({ id, storageKey, sizeBytes, checksum }: KeptObject) {
  return { id, storage_key: storageKey, size: sizeBytes, checksum }
}
