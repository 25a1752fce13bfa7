import type { AwsCall } from './aws-call.ts'
import { rowKb } from './row-sizes.ts'

/** A new row's entry in an index that has none of its documents. */
const indexEntry = 1

/**
 * The calls to AWS that nobody's request waits for, in their order; tests hold the functions to these lists.
 *
 * A version is added when it is made and taken away when its hour has a newer one: each costs what its row weighs. In
 * between each thinning reads the index: at most one entry for each hour of a day and each day of 30, and those of an hour.
 */
export const backgroundCalls = {
  'a version into the history': [
    { command: 'PutItemCommand', writeUnits: rowKb.project + indexEntry },
    { command: 'QueryCommand', readUnits: Math.ceil(rowKb.thinnedEntries / 4) },
    { command: 'BatchWriteItemCommand', writeUnits: rowKb.project + indexEntry },
  ],
} as const satisfies Record<string, readonly AwsCall[]>

export type BackgroundName = keyof typeof backgroundCalls

export const backgroundCommandsOf = (name: BackgroundName): string[] =>
  backgroundCalls[name].map(({ command }) => command)
