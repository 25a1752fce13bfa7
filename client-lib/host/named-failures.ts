import { inTime, type Limits } from '../transport/in-time.ts'
import { NetworkFailed } from '../transport/network-failed.ts'
import { HostFailed } from './host-failed.ts'
import type { HostStore } from './host-store.ts'

/** Where others are unanswered each of them makes it shorter: one that answers about none of a thousand is found out in minutes. */
const patienceMs = 30_000
const silence = 'no answer in time'

/**
 * An app's store whose failures, and silence, pass for nothing else: its database may end a transaction by the very
 * error of an abort.
 */
export function namedFailures(host: HostStore, limits: Omit<Limits, 'timeoutMs'>): HostStore {
  /** Asked no more about these before they are answered: what was asked may still be done. */
  const silent = new Map<Promise<unknown>, string>()
  const named = async <T>(projectId: string, work: () => Promise<T>): Promise<T> => {
    if ([...silent.values()].includes(projectId)) throw new HostFailed(silence)
    const answer = (async () => work())()
    try {
      return await inTime({ ...limits, timeoutMs: patienceMs / (1 + silent.size) }, () => answer)
    } catch (cause) {
      limits.signal.throwIfAborted()
      if (!(cause instanceof NetworkFailed)) throw new HostFailed(cause)
      silent.set(answer, projectId)
      const forget = () => silent.delete(answer)
      answer.then(forget, forget)
      throw new HostFailed(silence)
    }
  }
  const { remove } = host
  return {
    list: () => named('', () => host.list()),
    load: (projectId) => named(projectId, () => host.load(projectId)),
    apply: (remote, expected) => named(remote.id, () => host.apply(remote, expected)),
    ...(remove
      ? { remove: (projectId, expected) => named(projectId, () => remove.call(host, projectId, expected)) }
      : {}),
  }
}
