import { Listr, PRESET_TIMER } from 'listr2'
import type { Steps } from './steps.ts'

/** Shows each step with what it does and the time it took; plain lines where there is no terminal. */
export const terminalSteps: Steps = async (title, run) => {
  type Result = Awaited<ReturnType<typeof run>>
  const results: Result[] = []
  const list = new Listr(
    [
      {
        title,
        task: async (_context, task) => {
          results.push(
            await run((detail) => {
              task.output = detail
            }),
          )
        },
      },
    ],
    {
      rendererOptions: { timer: PRESET_TIMER },
      fallbackRenderer: 'simple',
      fallbackRendererOptions: { timer: PRESET_TIMER },
      // It would exit at once, with everything still running.
      registerSignalListeners: false,
    },
  )
  await list.run()
  return results[0] as Result
}
