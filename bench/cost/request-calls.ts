import type { AwsCall } from './aws-call.ts'
import { rowKb } from './row-sizes.ts'

const read4Kb = (kb: number) => Math.ceil(kb / 4)
/** A project's row moves to another place in the index over `updated_at`: its old entry goes, a new one comes. */
const moveInIndex = 2

const readProject: AwsCall = { command: 'GetItemCommand', readUnits: read4Kb(rowKb.project) }
const readMediaRows: AwsCall = { command: 'QueryCommand', readUnits: read4Kb(rowKb.mediaOfProject) }
const writeProject: AwsCall = { command: 'UpdateItemCommand', writeUnits: rowKb.project + moveInIndex }
/** Asset, the project's row of it, and the project, whose row is rewritten to say that its media have changed. */
const tellProject = {
  command: 'TransactWriteItemsCommand',
  writeUnits: 2 * (rowKb.asset + rowKb.media + rowKb.project + moveInIndex),
} as const satisfies AwsCall
/** The session, counted in the account, on a project that is not changed. */
const openUpload: AwsCall = {
  command: 'TransactWriteItemsCommand',
  writeUnits: 2 * (rowKb.asset + rowKb.media + rowKb.project + rowKb.account),
}
/** The first that tells counts the upload as over. */
const endUpload: AwsCall = { ...tellProject, writeUnits: tellProject.writeUnits + 2 * rowKb.account }
const lookAtUpload: AwsCall = {
  command: 'TransactGetItemsCommand',
  readUnits: 2 * (read4Kb(rowKb.project) + read4Kb(rowKb.media) + read4Kb(rowKb.asset)),
}
const listParts: AwsCall = { command: 'ListPartsCommand', s3Writes: 1 }

/**
 * The calls to AWS that each request makes, in their order. The test of CO1 holds the functions to these lists;
 * the bench counts them, and `docs/cost.md` prices them.
 */
export const requestCalls = {
  'a listing': [{ command: 'QueryCommand', readUnits: 1 }],
  'a project with its media': [readProject, readMediaRows],
  'a write, inline': [writeProject],
  'a write, inline, of a project with media': [writeProject, readMediaRows],
  'a write, of a snapshot': [{ command: 'HEAD object', s3Reads: 1 }, writeProject],
  'presign, already stored': [tellProject],
  'presign, first window': [tellProject, { command: 'CreateMultipartUploadCommand', s3Writes: 1 }, openUpload],
  'presign, next window': [tellProject, listParts],
  complete: [
    lookAtUpload,
    listParts,
    { command: 'CompleteMultipartUploadCommand', s3Writes: 1 },
    endUpload,
    lookAtUpload,
  ],
  'a download': [
    { command: 'TransactGetItemsCommand', readUnits: 2 * (read4Kb(rowKb.project) + read4Kb(rowKb.media)) },
    { command: 'GetItemCommand', readUnits: read4Kb(rowKb.asset) },
  ],
} as const satisfies Record<string, readonly AwsCall[]>

export type RequestName = keyof typeof requestCalls

export const commandsOf = (request: RequestName): string[] => requestCalls[request].map(({ command }) => command)
