import { seededRandom } from '../../delta/seeded-random.ts'

const sides = '|'
/** Past it a file is zeros, which cost nothing to make. */
const headBytes = 60_000

/** A document that tells by its beginning and its end which save it is of. */
export function madeDocument(label: string, fillerBytes: number): string {
  const filler = crypto.getRandomValues(new Uint8Array(fillerBytes))
  const text = Array.from(filler, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [label, text, label].join(sides)
}

/** The save that a document is of; that it is damaged, where it is not whole. */
export function labelOf(document: string): string {
  const [label, , end] = document.split(sides)
  return label !== undefined && label === end ? label : `damaged: ${document.slice(0, 60)}`
}

/** The same bytes for the same id. */
export function madeFile(assetId: string, sizeBytes: number): File {
  const random = seededRandom(Number(assetId.replaceAll(/\D/g, '')))
  const head = Uint8Array.from({ length: Math.min(headBytes, sizeBytes) }, () => random() * 256)
  return new File([head, new Uint8Array(sizeBytes - head.length)], `${assetId}.mp4`, { type: 'video/mp4' })
}

export async function hasBytesOf(file: Blob, assetId: string, sizeBytes: number): Promise<boolean> {
  if (file.size !== sizeBytes) return false
  const hashes = [file, madeFile(assetId, sizeBytes)].map(async (one) => sha256(await one.arrayBuffer()))
  const [found, made] = await Promise.all(hashes)
  return found === made
}

export async function sha256(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
