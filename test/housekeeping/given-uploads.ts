import { givenWrite } from '../adapters/given-write.ts'
import type { HandClock } from './hand-clock.ts'
import type { worldPorts } from './world-ports.ts'

/** A project with so many uploads under way, each of bytes of its own. */
export async function givenUploads(
  { projects, ledger }: Pick<ReturnType<typeof worldPorts>, 'projects' | 'ledger'>,
  { userId, clock, count }: { readonly userId: string; readonly clock: HandClock; readonly count: number },
): Promise<void> {
  await projects.write(givenWrite(userId))
  for (let n = 0; n < count; n += 1) {
    const claim = { userId, projectId: 'p1', assetId: `a${n}`, fileName: 'f', mime: 'video/mp4', sizeBytes: 10 }
    const identity = { checksum: `${String(n).padStart(43, 'A')}=`, partRule: 1 }
    const session = { storageKey: `${userId}/k${n}`, uploadId: `u${n}` }
    await ledger.open({ ...claim, ...identity, nowMs: clock.nowMs() }, session, undefined)
  }
}
