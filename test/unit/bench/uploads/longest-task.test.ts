import { expect, test } from 'vitest'
import { longestTaskMs } from '../../../../bench/uploads/browser/watch-tasks.ts'

const named = (pid: number, tid: number, name: string) => ({ name: 'thread_name', pid, tid, args: { name } })
const task = (pid: number, tid: number, tdur: number) => ({ name: 'RunTask', pid, tid, dur: tdur * 9, tdur })
const threads = [named(7, 1, 'CrRendererMain'), named(7, 2, 'DedicatedWorker thread'), named(8, 1, 'CrRendererMain')]

test("the longest task is the main thread's of the page, by the processor's time", () => {
  const events = [...threads, task(7, 1, 2500), task(7, 1, 4000), task(7, 2, 90_000), task(8, 1, 50_000)]
  expect(longestTaskMs(events, [7])).toBe(4)
})

test('where nothing was traced there is no figure', () => {
  expect(longestTaskMs([task(7, 1, 2500)], [7])).toBeUndefined()
  expect(longestTaskMs(threads, [7])).toBeUndefined()
})
