import type { HostStore } from '../../client-lib/host/host-store.ts'
import type { TestTime } from '../time/test-time.ts'

/** By the machine's clock: one that has not answered by then is taken for silent, as on a device. */
const longestMs = 1000

/** An app's store that keeps the test's time still while it works: what it takes is the machine's time. */
export function hostInTime(host: HostStore, time: TestTime): HostStore {
  const { remove } = host
  return {
    list: () => time.during(() => host.list(), longestMs),
    load: (projectId) => time.during(() => host.load(projectId), longestMs),
    apply: (remote, expected) => time.during(() => host.apply(remote, expected), longestMs),
    ...(remove && {
      remove: (projectId, expected) => time.during(() => remove.call(host, projectId, expected), longestMs),
    }),
  }
}
