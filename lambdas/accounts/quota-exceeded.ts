import { ApiFailure } from '../errors/api-failure.ts'
import type { OverQuota } from './over-quota.ts'
import type { Usage } from './usage.ts'

const nameOf = {
  storedBytes: 'stored-bytes',
  projects: 'projects',
  openUploads: 'open-uploads',
} as const satisfies Record<keyof Usage, string>

/** How a limit that was met is told. */
export function quotaExceeded({ quota, limit, used }: OverQuota): ApiFailure {
  return new ApiFailure('quota-exceeded', { quota: nameOf[quota], limit, used })
}
