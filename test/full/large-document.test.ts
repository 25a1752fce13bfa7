import { describe, expect, inject, test } from 'vitest'
import type { ServerReply, ServerRequest } from '../../testing/cloud/http-message.ts'
import { askStore } from '../local-stores/ask-store.ts'
import { localPorts } from '../local-stores/local-ports.ts'
import { createFunctions } from '../server/create-functions.ts'
import { createMemoryServer } from '../server/memory-server.ts'
import { createMemoryTokens } from '../server/memory-tokens.ts'
import { largeText } from '../unit/client/large-documents.ts'
import { edit } from '../unit/client/memory-host.ts'
import { inTheCloud, SyncDevice } from '../unit/client/sync-device.ts'

const documentBytes = 40_000_000

/** The functions over DynamoDB Local and versitygw, and the store itself at its own address. */
function localServer() {
  const ports = localPorts(inject('localStores'))
  const tokens = createMemoryTokens(ports.clock)
  const log: string[] = []
  const functions = createFunctions(ports, tokens, log)
  const apiUrl = 'https://functions.test'
  const requests: string[] = []
  const handle = async (request: ServerRequest): Promise<ServerReply> => {
    const toApi = request.url.startsWith(apiUrl)
    requests.push(`${request.method} ${toApi ? new URL(request.url).pathname : 'store'}`)
    if (toApi) return functions(request, `request-${requests.length}`)
    return askStore(request)
  }
  return { apiUrl, tokens, handle, requests, log }
}

describe('a document of 40 MB', () => {
  test.each([
    ['the memory server', () => Object.assign(createMemoryServer(), { requests: undefined })],
    ['DynamoDB Local and versitygw', localServer],
  ])('[SN7, SN9] goes up from one device and comes down on another equal, over %s', async (_, start) => {
    const server = start()
    const [a, b] = [new SyncDevice(server, 'studio'), new SyncDevice(server, 'laptop')]
    const account = `ada-${crypto.randomUUID()}`
    a.account = account
    b.account = account
    const id = `film-${crypto.randomUUID()}`
    const document = largeText(documentBytes)
    const page = a.open()
    await page.save(edit(document, { id }))
    await inTheCloud(page, id)
    const opened = await b.open().sync.projects.open(id)
    expect(opened.document.length).toBe(documentBytes)
    expect(opened.document === document).toBe(true)
    expect(server.log.join('\n')).not.toContain('Signature')
    const { requests } = server
    if (requests === undefined) return
    expect(requests.filter((one) => one.endsWith('store'))).toEqual(['PUT store', 'GET store'])
    expect(requests.filter((one) => one.startsWith('PUT /api'))).toEqual([`PUT /api/projects/${id}`])
  })
})
