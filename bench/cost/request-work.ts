import type { AwsCall } from './aws-call.ts'

/** The functions' memory, as infra gives it. */
export const functionGb = 1
/** What a request takes of its function beside the calls, in ms: its own work, and a share of cold starts. */
const ownMs = 8
const usualMs = 6
/** What the slower calls take, in ms. */
const callMs: Readonly<Record<string, number>> = {
  TransactWriteItemsCommand: 15,
  TransactGetItemsCommand: 10,
  CreateMultipartUploadCommand: 40,
  ListPartsCommand: 40,
  CompleteMultipartUploadCommand: 250,
}
/** Lines that a request leaves in the logs, in KB: the function's own and Lambda's three; the gateway's. */
export const functionLogKb = 1
export const accessLogKb = 0.35

/** @returns how long the function runs for a request that makes these calls, one after the other */
export function requestMs(calls: readonly AwsCall[]): number {
  return ownMs + calls.reduce((sum, { command }) => sum + (callMs[command] ?? usualMs), 0)
}
