import { expect } from 'vitest'
import type { OpenPage, SyncDevice } from './sync-device.ts'

export const statusOf = ({ sync }: OpenPage) => sync.status.get()
export const failed = {
  kind: 'blocked',
  code: 'app-store-failed',
  detail: expect.stringContaining('own store failed'),
}
/** As an app's own database ends a transaction that it cannot carry out. */
export const ended = () => new DOMException('ended', 'AbortError')

/** The app's store fails at this, for as long as it is not let go on. */
export function fails({ host }: SyncDevice, at: 'list' | 'load' | 'apply' | 'remove', ofProject?: string) {
  const works = host[at] as (...given: unknown[]) => Promise<unknown>
  const call = async (...given: unknown[]) => {
    calls.made += 1
    const [first] = given as [string | { id: string } | undefined]
    const id = typeof first === 'object' ? first.id : first
    if (ofProject === undefined || id === ofProject) throw ended()
    return works(...given)
  }
  const calls = { made: 0, goesOn: () => Object.assign(host, { [at]: works }) }
  Object.assign(host, { [at]: call })
  return calls
}
