import type { UserDevice } from '../../browser/user-device.ts'
import type { ChecksumSink } from './checksum-sink.ts'

const workerPath = '/hash-every-file.js'

/** The SHA-256 of every file in the origin's own file system, in hex: the bytes a device really holds. */
export async function storedChecksums(device: UserDevice, sink: ChecksumSink): Promise<readonly string[]> {
  // A worker has the policy that its own script came with, none; the editor's would keep its page from the sink.
  const body = `(${hashEveryFile})('${sink.url}').then(postMessage, reportError)`
  const remove = device.line.inject({
    matches: ({ url }) => url.pathname === workerPath,
    fault: { kind: 'answer', status: 200, headers: { 'content-type': 'text/javascript' }, body },
    times: 1,
  })
  try {
    return await device.page.evaluate(answerOfWorker, workerPath)
  } finally {
    remove()
  }
}

/** Runs in the page. */
function answerOfWorker(path: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.onmessage = ({ data }) => {
      worker.terminate()
      resolve(data)
    }
  })
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
