import type { AwsCall } from './aws-call.ts'
import { count } from './figures.ts'
import { requestMs } from './request-work.ts'

/** The columns behind the name of what makes the calls. */
export const callHead = ['calls to AWS', 'calls', 'read units', 'write units', 'S3 writes', 'function ms', 'a month']
export const callSides = ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right'] as const

/** What these calls use, and how often a month. */
export function callFigures(calls: readonly AwsCall[], timesAMonth: number): string[] {
  const sum = (unit: 'readUnits' | 'writeUnits' | 's3Writes') =>
    calls.reduce((total, call) => total + (call[unit] ?? 0), 0)
  return [calls.length, sum('readUnits'), sum('writeUnits'), sum('s3Writes'), requestMs(calls), timesAMonth].map(count)
}

export const shortCommand = (command: string) => command.replace(/Command$/, '')
