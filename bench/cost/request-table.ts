import { callFigures, callHead, callSides, shortCommand } from './call-figures.ts'
import { markdownTable } from './markdown-table.ts'
import { commandsOf, type RequestName, requestCalls } from './request-calls.ts'
import { userMonth } from './user-month.ts'

/** Each request: its calls to AWS, what they use, and how often a user makes it. */
export function requestTable(): string {
  const rows = (Object.keys(requestCalls) as RequestName[]).map((name) => [
    name,
    commandsOf(name).map(shortCommand).join(', '),
    ...callFigures(requestCalls[name], userMonth.requests[name]),
  ])
  return markdownTable(['request', ...callHead], callSides, rows)
}
