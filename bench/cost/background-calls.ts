import type { AwsCall } from './aws-call.ts'
import { rowKb } from './row-sizes.ts'

/** A new row's entry in an index that has none of its documents. */
const indexEntry = 1

const mediaOfProject: AwsCall = { command: 'QueryCommand', readUnits: rowKb.mediaOfProject / 4 }

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
  /** Where it was come to, the counts, the bytes, the projects, and of each its media: its history only where that may matter. */
  'housekeeping of an account with five projects': [
    { command: 'UpdateItemCommand', writeUnits: rowKb.account },
    { command: 'GetItemCommand', readUnits: 1 },
    { command: 'QueryCommand', readUnits: Math.ceil(rowKb.heldByUser / 4) },
    { command: 'QueryCommand', readUnits: Math.ceil((5 * rowKb.project) / 4) },
    ...Array<AwsCall>(5).fill(mediaOfProject),
  ],
} as const satisfies Record<string, readonly AwsCall[]>

export type BackgroundName = keyof typeof backgroundCalls

export const backgroundCommandsOf = (name: BackgroundName): string[] =>
  backgroundCalls[name].map(({ command }) => command)
