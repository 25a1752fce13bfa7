import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'

/** A file as the user gave it. */
export interface SourceFile {
  readonly path: string
  readonly name: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
}

/** The file cannot be given to the editor. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile'

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path} cannot be used: ${reason}`, options)
  }
}

/**
 * Reads the file once, as a stream, for its size and checksum.
 *
 * @throws UnusableFile
 */
export async function readSourceFile(path: string): Promise<SourceFile> {
  try {
    const facts = await stat(path)
    if (!facts.isFile()) throw new UnusableFile(path, 'it is not a file.')
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path)) hash.update(chunk)
    return { path: resolve(path), name: basename(path), sizeBytes: facts.size, sha256: hash.digest('hex') }
  } catch (cause) {
    if (cause instanceof UnusableFile) throw cause
    throw new UnusableFile(path, (cause as Error).message, { cause })
  }
}

/** What has to travel: the account keeps equal bytes once. */
export function distinctBytes(files: readonly SourceFile[]): number {
  return [...new Map(files.map((file) => [file.sha256, file.sizeBytes])).values()].reduce((sum, size) => sum + size, 0)
}
