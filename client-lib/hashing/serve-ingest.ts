import type { MediaStore } from '../media-store/media-store.ts'
import { assertNever } from '../runtime/assert-never.ts'
import { StorageFull } from '../storage/storage-full.ts'
import { StorageUnavailable } from '../storage/storage-unavailable.ts'
import { AssetUnreadable } from './asset-unreadable.ts'
import { ingestFile } from './ingest-file.ts'
import type { IngestCommand, IngestReport, StoreLocation } from './ingest-messages.ts'

/** The worker's side: takes commands, answers with reports. Returns the handler of incoming messages. */
export function serveIngest(
  openStore: (location: StoreLocation) => Promise<MediaStore>,
  report: (report: IngestReport) => void,
): (command: IngestCommand) => void {
  const running = new Map<number, AbortController>()
  let store: Promise<MediaStore> = Promise.reject(new Error('No media store was opened.'))
  store.catch(() => {})

  const open = (location: StoreLocation) => {
    store = openStore(location)
    store.then(
      () => report({ kind: 'ready' }),
      (error) => report({ kind: 'unusable', detail: String(error) }),
    )
  }
  const ingest = async (id: number, key: string | undefined, file: File) => {
    const controller = new AbortController()
    running.set(id, controller)
    const onDoneBytes = (doneBytes: number) => report({ kind: 'progress', id, doneBytes })
    try {
      const done = await ingestFile(await store, { key, file, signal: controller.signal, onDoneBytes })
      report({ kind: 'done', id, sizeBytes: done.sizeBytes, partChecksums: [...done.partChecksums] })
    } catch (error) {
      report({ kind: 'failed', id, ...told(error) })
    } finally {
      running.delete(id)
    }
  }
  return (command) => {
    switch (command.kind) {
      case 'open':
        return open(command.store)
      case 'ingest':
        return void ingest(command.id, command.key, command.file)
      case 'cancel':
        return running.get(command.id)?.abort()
      default:
        return assertNever(command)
    }
  }
}

function told(error: unknown): Pick<Extract<IngestReport, { kind: 'failed' }>, 'error' | 'detail'> {
  if (error instanceof AssetUnreadable || error instanceof StorageFull || error instanceof StorageUnavailable)
    return { error: error.name, detail: error.message }
  return { error: 'other', detail: String(error) }
}
