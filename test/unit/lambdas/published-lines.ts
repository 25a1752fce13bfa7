import { vi } from 'vitest'
import type { RequestMetrics } from '../../../lambdas/metrics/metrics.ts'
import { PowertoolsMetrics } from '../../../lambdas/metrics/powertools-metrics.ts'

/** The lines that the real adapter of the stage `prod` writes for these requests. */
export function publishedLines(requests: readonly RequestMetrics[]): string[] {
  // Only there does it write to the console that can be listened to.
  vi.stubEnv('POWERTOOLS_DEV', 'true')
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false')
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const metrics = new PowertoolsMetrics('prod', 'projects')
    for (const request of requests) metrics.emit(request)
    return log.mock.calls.map(([line]) => String(line))
  } finally {
    log.mockRestore()
    vi.unstubAllEnvs()
  }
}
