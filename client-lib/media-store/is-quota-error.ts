/** Browsers refuse storage under one name, thrown by IndexedDB, OPFS and streams alike. */
export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError'
}
