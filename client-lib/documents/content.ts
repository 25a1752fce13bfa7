import type { InlineDocument } from '#contract/projects.ts'
import type { DocumentRow } from './document-row.ts'

/** One content of a project as a device keeps it: its row, and the bytes that are too many for a row. */
export interface Content {
  readonly row: DocumentRow
  /** None where the row holds the document itself. */
  readonly pieces: readonly ArrayBuffer[]
}

/** Chromium moves values over 64 KB out of the database into files, which can fail on their own. */
export const pieceBytes = 48 * 1024

type Named = Pick<DocumentRow, 'name' | 'assetIds'>

export function inlineContent({ name, assetIds }: Named, document: InlineDocument): Content {
  return { row: { schemaVersion: 1, name, document, assetIds }, pieces: [] }
}

/** @param bytes the document as it travels; `checksum` is theirs */
export function largeContent(
  { name, assetIds }: Named,
  { encoding, checksum, bytes }: Pick<InlineDocument, 'encoding'> & { checksum: string; bytes: ArrayBuffer },
): Content {
  const sizeBytes = bytes.byteLength
  const pieceCount = Math.ceil(sizeBytes / pieceBytes)
  const pieces = Array.from({ length: pieceCount }, (_, at) => bytes.slice(at * pieceBytes, (at + 1) * pieceBytes))
  const document = { kind: 'pieces', encoding, sizeBytes, checksum, pieceCount } as const
  return { row: { schemaVersion: 1, name, document, assetIds }, pieces }
}
