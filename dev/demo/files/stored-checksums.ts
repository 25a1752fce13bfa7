import type { Page } from 'playwright-core'
import type { ChecksumSink } from './checksum-sink.ts'

/** The SHA-256 of every file in the page's own file system, in hex: the bytes a device really holds. */
export async function storedChecksums(page: Page, sink: ChecksumSink): Promise<readonly string[]> {
  const other = await page.context().newPage()
  try {
    await other.goto(plainPage(page.url()))
    return await other.evaluate(hashEveryFile, sink.url)
  } finally {
    await other.close()
    // Firefox leaves it hidden, and a hidden page does not look for what is new.
    await page.bringToFront()
  }
}

/** A text of the editor's origin, without the editor's policy, which would keep it from the sink. */
export function plainPage(editorUrl: string): string {
  return new URL('/main.tsx', editorUrl).href
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
