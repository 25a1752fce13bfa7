import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { StartFailure } from '../../failures/start-failure.ts'

/** A file as the user gave it. */
export interface SourceFile {
  readonly path: string
  readonly name: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
}

/** The file cannot be given to the editor. */
export class UnusableFile extends StartFailure<'unusable-file'> {
  override readonly name = 'UnusableFile'

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      'unusable-file',
      `${path} cannot be used: ${reason}`,
      'Give files that are there, each with a name of its own.',
      options,
    )
  }
}

/**
 * Looks whether the files are there and can be told apart by name, before anything is started for them.
 *
 * @throws UnusableFile
 */
export async function requireFiles(paths: readonly string[]): Promise<void> {
  const names = new Set<string>()
  for (const path of paths) {
    await sizeOf(path)
    // The editor would take both; the demo tells its clips apart by their names.
    if (names.has(basename(path))) throw new UnusableFile(path, 'another file of this name is given.')
    names.add(basename(path))
  }
}

/**
 * Reads the file once, as a stream, for its size and checksum.
 *
 * @throws UnusableFile
 */
export async function readSourceFile(path: string): Promise<SourceFile> {
  const sizeBytes = await sizeOf(path)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return { path: resolve(path), name: basename(path), sizeBytes, sha256: hash.digest('hex') }
}

async function sizeOf(path: string): Promise<number> {
  const facts = await stat(path).catch((cause: Error) => {
    throw new UnusableFile(path, cause.message, { cause })
  })
  if (!facts.isFile()) throw new UnusableFile(path, 'it is not a file.')
  await access(path, constants.R_OK).catch((cause: Error) => {
    throw new UnusableFile(path, cause.message, { cause })
  })
  return facts.size
}

/** What has to travel: the account keeps equal bytes once. */
export function distinctBytes(files: readonly SourceFile[]): number {
  return [...new Map(files.map((file) => [file.sha256, file.sizeBytes])).values()].reduce((sum, size) => sum + size, 0)
}
