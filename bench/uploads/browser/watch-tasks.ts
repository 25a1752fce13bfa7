import * as v from 'valibot'
import type { MeasuredPage } from './measured-page.ts'

const Collected = v.object({ value: v.array(v.unknown()) })
/** Times in microseconds; `tdur` is the processor's. */
const Task = v.object({ name: v.literal('RunTask'), pid: v.number(), tid: v.number(), tdur: v.number() })
const ThreadName = v.object({
  name: v.literal('thread_name'),
  pid: v.number(),
  tid: v.number(),
  args: v.object({ name: v.string() }),
})

export interface TaskWatch {
  /** The longest task of the page's main thread, by the processor's time; undefined where none was traced. */
  stop(): Promise<number | undefined>
}

/** Traces what the page's main thread does: the clock's time would be that of everything else on the machine. */
export async function watchTasks(page: MeasuredPage): Promise<TaskWatch> {
  const { connection } = page
  const events: unknown[] = []
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const unlisten = connection.listen((method, params) => {
    if (method === 'Tracing.dataCollected') for (const event of v.parse(Collected, params).value) events.push(event)
    if (method === 'Tracing.tracingComplete') end()
  })
  const includedCategories = ['__metadata', 'disabled-by-default-devtools.timeline']
  const traceConfig = { recordMode: 'recordUntilFull', includedCategories, excludedCategories: ['*'] }
  await connection.call('Tracing.start', { traceConfig, transferMode: 'ReportEvents' })
  const ids = await page.rendererIds()
  return {
    async stop() {
      await connection.call('Tracing.end')
      await ended
      unlisten()
      return longestTaskMs(events, ids)
    },
  }
}

/** @param pids of the page's renderers */
export function longestTaskMs(events: readonly unknown[], pids: readonly number[]): number | undefined {
  const mainThreads = new Set<string>()
  for (const event of events) {
    if (v.is(ThreadName, event) && event.args.name === 'CrRendererMain') mainThreads.add(`${event.pid} ${event.tid}`)
  }
  let longest: number | undefined
  for (const event of events) {
    if (!v.is(Task, event) || !pids.includes(event.pid) || !mainThreads.has(`${event.pid} ${event.tid}`)) continue
    longest = Math.max(longest ?? 0, event.tdur / 1000)
  }
  return longest
}
