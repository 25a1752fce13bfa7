import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/** As much of the API and of its store as one tab's autosaves ask for: every write is the project's next version. */
export interface ScriptedCloud {
  readonly answer: RequestListener
  /** Of all that autosaves have sent so far. */
  sent(): { readonly headBytes: number; readonly bodyBytes: number }
}

/** @param storeUrl where documents are sent, another origin */
export function createScriptedCloud(page: string, storeUrl: () => string): ScriptedCloud {
  const sent = { headBytes: 0, bodyBytes: 0 }
  const versions = new Map<string, number>()
  const answers = async (request: IncomingMessage, reply: ServerResponse) => {
    const { method, url = '' } = request
    let bodyBytes = 0
    for await (const chunk of request) bodyBytes += chunk.length
    const id = /^\/api\/projects\/([\w-]+)/.exec(url)?.[1]
    if (url === '/') return reply.setHeader('content-type', 'text/html').end(page)
    const isStore = url.startsWith('/store/')
    if (isStore || id !== undefined) {
      sent.headBytes += headBytes(request)
      sent.bodyBytes += bodyBytes
    }
    if (isStore) return answerStore(reply)
    if (method === 'POST') {
      const snapshotId = `${Date.now().toString(36)}-${crypto.randomUUID()}`
      const expiresAtMs = Date.now() + 900_000
      return json(reply, { snapshotId, url: `${storeUrl()}/store/${snapshotId}`, headers: {}, expiresAtMs })
    }
    if (id === undefined) return json(reply, { projects: [], nextSince: 'since' })
    const version = (versions.get(id) ?? 0) + 1
    versions.set(id, version)
    return json(reply, { version, currentVersion: version, mediaRev: 0, updatedAtMs: Date.now(), missingAssets: [] })
  }
  return {
    answer: (request, reply) => void answers(request, reply).catch(() => reply.destroy()),
    sent: () => ({ ...sent }),
  }
}

/** As HTTP/1.1 writes it: the request line, each header's line, an empty one. */
function headBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  const lines = `${method} ${url} HTTP/1.1\r\n`.length + 2
  // Name and value alternate: two more characters after each, a colon and a space, or the line's end.
  return rawHeaders.reduce((sum, text) => sum + text.length + 2, lines)
}

function answerStore(reply: ServerResponse): void {
  reply.setHeader('access-control-allow-origin', '*')
  reply.setHeader('access-control-allow-headers', '*')
  reply.setHeader('access-control-allow-methods', 'PUT')
  reply.setHeader('access-control-max-age', '600')
  reply.end()
}

function json(reply: ServerResponse, body: object): void {
  reply.setHeader('content-type', 'application/json').end(JSON.stringify(body))
}
