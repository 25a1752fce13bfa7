import type { S3Client } from '@aws-sdk/client-s3'
import type { DeployedPorts } from './deployed-ports.ts'

/** What goes out to AWS, attempt by attempt, by the name of its command. */
export interface CountedCalls {
  /**
   * The calls since this was last asked.
   *
   * @param request what they were made for, where `npm run bench -- backend` prints their count
   */
  take(request?: string): string[]
  /** Counts by request, of those that were named. */
  readonly counts: Readonly<Record<string, number>>
}

type Attempt = (args: object) => Promise<object>

/** Counts in the innermost of the SDK's own steps: what is retried counts again, what is only signed counts not at all. */
export function countCalls({ clients, onRequest }: Pick<DeployedPorts, 'clients' | 'onRequest'>): CountedCalls {
  let calls: string[] = []
  const step = { step: 'deserialize', priority: 'low', name: 'countCalls' } as const
  const counted =
    (next: Attempt, { commandName }: { readonly commandName?: string }) =>
    (args: object) => {
      calls.push(commandName ?? 'unnamed')
      return next(args)
    }
  // The step is one for every service; only its types are each service's own.
  for (const client of clients) (client as S3Client).middlewareStack.add(counted as never, step)
  const counts: Record<string, number> = {}
  onRequest.add((method) => calls.push(`${method} object`))
  return {
    take: (request) => {
      const taken = calls
      calls = []
      if (request !== undefined) counts[request] = taken.length
      return taken
    },
    counts,
  }
}
