import { InvalidEdit } from '../documents/invalid-edit.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import type { ProjectTrouble } from './save-ledger.ts'

/** What the status says of a project whose edit could not be queued; undefined where the sync was closed over it. */
export function troubleOf(error: unknown): ProjectTrouble | undefined {
  if (error instanceof InvalidEdit) return { kind: 'blocked', code: 'invalid-request', detail: error.message }
  const verdict = classifyFailure(error)
  if (verdict.kind === 'storage') return { kind: 'storage-degraded', detail: verdict.detail }
  if (verdict.kind === 'blocked') return verdict
  if (verdict.kind === 'stopped') return undefined
  return { kind: 'blocked', code: 'internal', detail: String(error) }
}
