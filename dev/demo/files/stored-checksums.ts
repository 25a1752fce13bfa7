import type { Page } from 'playwright-core'
import type { ChecksumSink } from './checksum-sink.ts'

/** The SHA-256 of every file in the page's own file system, in hex: the bytes a device really holds. */
export async function storedChecksums(page: Page, sink: ChecksumSink): Promise<readonly string[]> {
  return await page.evaluate(hashEveryFile, sink.url)
}

/** Runs in a page, of any browser. A folder of numbered files is one file, in its pieces. */
export async function hashEveryFile(sinkUrl: string): Promise<string[]> {
  const checksums: string[] = []
  const open: FileSystemDirectoryHandle[] = [await navigator.storage.getDirectory()]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const files: File[] = []
    for await (const entry of folder.values()) {
      if (entry.kind === 'directory') open.push(entry as FileSystemDirectoryHandle)
      else files.push(await (entry as FileSystemFileHandle).getFile())
    }
    const pieces = files.filter(({ name }) => /^\d+$/.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
    const bodies: Blob[] = files.filter((file) => !pieces.includes(file))
    if (pieces.length > 0) bodies.push(new Blob(pieces))
    for (const body of bodies)
      checksums.push(await fetch(sinkUrl, { method: 'POST', body }).then((reply) => reply.text()))
  }
  return checksums
}
