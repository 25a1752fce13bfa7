import type { Page } from 'playwright-core'
import type { ChecksumSink } from './checksum-sink.ts'

/** The SHA-256 of every file in the page's own file system, in hex: the bytes a device really holds. */
export async function storedChecksums(page: Page, sink: ChecksumSink): Promise<readonly string[]> {
  return await page.evaluate(hashEveryFile, sink.url)
}

/** Runs in the page. */
async function hashEveryFile(sinkUrl: string): Promise<string[]> {
  const checksums: string[] = []
  const open: FileSystemDirectoryHandle[] = [await navigator.storage.getDirectory()]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for await (const entry of folder.values()) {
      if (entry.kind === 'directory') open.push(entry as FileSystemDirectoryHandle)
      else {
        const body = await (entry as FileSystemFileHandle).getFile()
        checksums.push(await fetch(sinkUrl, { method: 'POST', body }).then((reply) => reply.text()))
      }
    }
  }
  return checksums
}
