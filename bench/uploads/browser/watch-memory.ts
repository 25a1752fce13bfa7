import { readFile } from 'node:fs/promises'
import type { MeasuredPage } from './measured-page.ts'

const everyMs = 100

export interface MemoryWatch {
  /** The most that was seen above what the idle page had. Ends the watch. */
  stop(): Promise<number>
}

/** Watches the private memory of the page's renderer, from now, when it is idle. */
export async function watchMemory(page: MeasuredPage): Promise<MemoryWatch> {
  await page.collectGarbage()
  const ids = await page.rendererIds()
  const idleBytes = await privateBytes(ids)
  let most = idleBytes
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await privateBytes(ids))
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  })()
  return {
    async stop() {
      isOver = true
      await watching
      return most - idleBytes
    },
  }
}

/**
 * What these processes have written and share with nobody. By the kernel's own count: `smaps_rollup` has to walk all
 * pages, and held up a copy that was being measured by a third.
 */
async function privateBytes(ids: readonly number[]): Promise<number> {
  let sum = 0
  for (const id of ids) {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
    sum += Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  }
  return sum
}
