import type { AwsCall } from './aws-call.ts'
import { count } from './figures.ts'
import { markdownTable } from './markdown-table.ts'
import { commandsOf, type RequestName, requestCalls } from './request-calls.ts'
import { requestMs } from './request-work.ts'
import { userMonth } from './user-month.ts'

/** Each request: its calls to AWS, what they use, and how often a user makes it. */
export function requestTable(): string {
  const rows = (Object.keys(requestCalls) as RequestName[]).map((name) => {
    const calls: readonly AwsCall[] = requestCalls[name]
    const sum = (unit: 'readUnits' | 'writeUnits' | 's3Writes') =>
      calls.reduce((total, call) => total + (call[unit] ?? 0), 0)
    const figures = [calls.length, sum('readUnits'), sum('writeUnits'), sum('s3Writes'), requestMs(calls)]
    return [name, commandsOf(name).map(short).join(', '), ...[...figures, userMonth.requests[name]].map(count)]
  })
  return markdownTable(
    ['request', 'calls to AWS', 'calls', 'read units', 'write units', 'S3 writes', 'function ms', 'a month'],
    ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right'],
    rows,
  )
}

const short = (command: string) => command.replace(/Command$/, '')
