import * as v from 'valibot'
import type { StoredDocument } from './project-row.ts'

/** How a row holds its document, in whichever table it is. */
export const DocumentEntries = {
  encoding: v.picklist(['identity', 'gzip']),
  project_json: v.instance(Uint8Array),
}

type DocumentAttributes = { readonly [K in keyof typeof DocumentEntries]: v.InferOutput<(typeof DocumentEntries)[K]> }

export function readDocument({ encoding, project_json }: DocumentAttributes): StoredDocument {
  return { encoding, gzip: project_json }
}
