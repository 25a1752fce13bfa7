import type { AnsweredDocument } from '#contract/projects.ts'
import type { SnapshotDocument } from '#contract/snapshots.ts'
import { hashPart } from '../hashing/hash-part.ts'
import type { Clock } from '../runtime/clock.ts'
import { inTime } from '../transport/in-time.ts'
import { NetworkFailed } from '../transport/network-failed.ts'
import type { Transport } from '../transport/transport.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import { type Content, inlineContent, largeContent } from './content.ts'

export interface FetchPorts {
  readonly transport: Transport
  readonly clock: Clock
}

export interface AnsweredVersion {
  readonly name: string
  readonly document: AnsweredDocument
  readonly assetIds: string[]
}

/** Until a store that is silent is given up, and the slowest line that is waited for. */
const silenceMs = 2 * 60_000
const slowestBytesPerMs = 16

/**
 * A version of the cloud's as a device keeps it; a large document is fetched, and held to its length and checksum.
 * @throws NetworkFailed | UnexpectedReply | the signal's reason
 */
export async function fetchContent(ports: FetchPorts, version: AnsweredVersion, signal: AbortSignal): Promise<Content> {
  const { document } = version
  if (document.kind === 'inline') return inlineContent(version, document)
  const { encoding, sizeBytes, checksum } = document
  const timeoutMs = silenceMs + sizeBytes / slowestBytesPerMs
  const limits = { signal, clock: ports.clock, timeoutMs }
  const bytes = await inTime(limits, (either) => fetchBytes(ports.transport, document, either))
  if (bytes.byteLength !== sizeBytes || (await hashPart(bytes)) !== checksum) {
    throw new UnexpectedReply(200, 'a document of other bytes than it was said to have')
  }
  return largeContent(version, { encoding, checksum, bytes })
}

async function fetchBytes(
  transport: Transport,
  { url, headers }: SnapshotDocument,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  try {
    const reply = await transport.send({ method: 'GET', url, headers, signal })
    // Also where the address is no longer good: who asks the API again is given another.
    if (reply.status !== 200) throw new UnexpectedReply(reply.status, 'the store did not give the document')
    return await (await reply.blob()).arrayBuffer()
  } catch (error) {
    throw error instanceof UnexpectedReply || error instanceof NetworkFailed
      ? error
      : new NetworkFailed('no-connection', error)
  }
}
