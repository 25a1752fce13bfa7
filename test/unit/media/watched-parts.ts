import type { MemoryServer } from '../../server/memory-server.ts'
import { turn } from '../client/turns-of-the-loop.ts'
import type { MediaDevice } from './media-device.ts'
import { projectId } from './uploaded-asset.ts'

export const MiB = 1024 * 1024
export const sevenParts = 50 * MiB
export const noise = new Uint8Array(8 * MiB).fill(7)

/** Settles once so many bytes of the download are here. */
export async function cameTo({ assets }: MediaDevice, doneBytes: number): Promise<void> {
  for (;;) {
    const [view] = await assets.list(projectId)
    if (view?.transfer.phase === 'downloading' && view.transfer.doneBytes === doneBytes) return
    await turn()
  }
}

/** The parts that were asked for, by their first byte in parts, in the order they were. */
export function watchParts(
  server: MemoryServer,
  answer: (part: number, time: number) => 'lost' | undefined = () => undefined,
) {
  const asked: number[] = []
  server.beforeHandling = ({ url, headers }) => {
    if (!url.startsWith(server.storeUrl)) return undefined
    const part = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0) / (8 * MiB) + 1
    asked.push(part)
    return answer(part, asked.filter((one) => one === part).length)
  }
  return asked
}
