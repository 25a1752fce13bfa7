import { HostFailed } from './host-failed.ts'
import type { HostStore } from './host-store.ts'

/** An app's store whose failures pass for nothing else: its database may end a transaction by the very error of an abort. */
export function namedFailures(host: HostStore): HostStore {
  const named = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (cause) {
      throw new HostFailed(cause)
    }
  }
  const { remove } = host
  return {
    list: () => named(() => host.list()),
    load: (projectId) => named(() => host.load(projectId)),
    apply: (remote, expected) => named(() => host.apply(remote, expected)),
    ...(remove ? { remove: (projectId, expected) => named(() => remove.call(host, projectId, expected)) } : {}),
  }
}
