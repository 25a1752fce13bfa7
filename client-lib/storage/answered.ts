import { StorageUnavailable } from './storage-unavailable.ts'

const silentStorage = 'The storage of this browser does not answer. Close all of its windows, and open it again.'
export const leastPatienceMs = 10_000

/**
 * What the browser's storage answers, where it does. Chromium's file system may stop for good as its site is cleared
 * while it is asked, also for pages that are loaded after it; databases that did not open are known of WebKit.
 *
 * @param patienceMs twice in a row: a page that was frozen is told of the time before it is told of the answer
 * @param silence what is said where it does not
 * @throws StorageUnavailable after 20 seconds, or as it is patient | what `ask` throws
 */
export async function answered<T>(
  ask: () => Promise<T>,
  patienceMs = leastPatienceMs,
  silence = silentStorage,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silent = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new StorageUnavailable(undefined, silence))
    timer = setTimeout(() => {
      timer = setTimeout(giveUp, patienceMs)
    }, patienceMs)
  })
  try {
    return await Promise.race([ask(), silent])
  } finally {
    clearTimeout(timer)
  }
}

/** A store that the browser refuses has nothing; one that does not answer may have what no other place has. */
export function undefinedWhereRefused(error: unknown): undefined {
  if (error instanceof StorageUnavailable && error.fault !== 'fatal') throw error
}
