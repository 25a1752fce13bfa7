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

/** What these processes have written and share with nobody. */
async function privateBytes(ids: readonly number[]): Promise<number> {
  let sum = 0
  for (const id of ids) {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')
    sum += Number(/^Private_Dirty:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024
  }
  return sum
}
