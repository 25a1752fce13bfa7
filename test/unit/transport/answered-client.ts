import { listProjects } from '#contract/calls.ts'
import type { TokenSource } from '../../../client-lib/cloud-sync.ts'
import { createApiClient } from '../../../client-lib/transport/create-api-client.ts'
import type { TransportRequest } from '../../../client-lib/transport/transport.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { MemoryLocks } from '../media/memory-locks.ts'

type Answer = { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }

/** A client that is given these answers in turn, and the last of them from then on. */
export function client(answers: readonly Answer[], getToken: TokenSource = async () => 'opaque') {
  const sent: TransportRequest[] = []
  const transport = {
    async send(request: TransportRequest) {
      const { status, body = '', headers = {} } = answers[Math.min(sent.length, answers.length - 1)] ?? { status: 500 }
      sent.push(request)
      return { status, headers, text: async () => body, blob: async () => new Blob([body]) }
    },
  }
  return {
    sent,
    api: createApiClient({
      apiUrl: 'https://api.test',
      account: 'ada',
      getToken,
      transport,
      clock: new HandClock(),
      locks: new MemoryLocks(),
    }),
  }
}

export const { signal } = new AbortController()
export const list = (answers: readonly Answer[], getToken?: TokenSource) => {
  const made = client(answers, getToken)
  return { ...made, reply: made.api.call(listProjects, { params: {}, query: { limit: 5 }, signal }) }
}
export const problem = (code: string, more: object = {}) =>
  JSON.stringify({ type: 'about:blank', title: 't', status: 1, detail: 'd', code, requestId: 'r', ...more })
