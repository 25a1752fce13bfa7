import { type BackgroundName, backgroundCalls, backgroundCommandsOf } from './background-calls.ts'
import { callFigures, callHead, callSides, shortCommand } from './call-figures.ts'
import { markdownTable } from './markdown-table.ts'
import { userMonth } from './user-month.ts'

/** What is done behind the requests: its calls to AWS, what they use, and how often for one user. */
export function backgroundTable(): string {
  const rows = (Object.keys(backgroundCalls) as BackgroundName[]).map((name) => [
    name,
    backgroundCommandsOf(name).map(shortCommand).join(', '),
    ...callFigures(backgroundCalls[name], userMonth.background[name]),
  ])
  return markdownTable(['work', ...callHead], callSides, rows)
}
