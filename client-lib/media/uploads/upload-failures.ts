import type { UploadState } from './upload-state.ts'

/** How many tries of an upload have failed in a row. */
export function failuresOf(state: UploadState): number {
  return 'failures' in state ? state.failures : 0
}

/** It ended well, or goes on after a try that did. */
export function isThrough(state: UploadState): boolean {
  return state.phase === 'stored' || state.phase === 'cancelled' || ('failures' in state && state.failures === 0)
}
