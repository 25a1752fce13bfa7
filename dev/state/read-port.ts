import { readFile } from 'node:fs/promises'

/** The port that the last start wrote into this file; undefined where there was none. */
export async function readPort(file: string): Promise<number | undefined> {
  return Number(await readFile(file, 'utf8').catch(() => '')) || undefined
}
