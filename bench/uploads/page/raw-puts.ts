import { askPeerServer } from './peer-server.ts'
import type { Job, Sender } from './subject.ts'

interface Signed {
  readonly url: string
  readonly headers: Record<string, string>
}

/** The limit: parallel `fetch` PUTs of the same parts, with the same signed checksums, known and signed beforehand. */
export async function prepareRawPuts({ runId, parts, partsAtOnce, partSizeBytes }: Job): Promise<Sender> {
  const place = await askPeerServer<{ key: string; uploadId: string }>('create', {
    key: `raw/${runId}`,
    checksums: true,
  })
  const signed = await askPeerServer<Signed[]>('sign-all', { ...place, parts })
  return {
    async send(file) {
      const done: { PartNumber: number; ETag: string; ChecksumSHA256: string }[] = []
      const waiting = [...parts]
      const sendRest = async () => {
        for (let part = waiting.shift(); part; part = waiting.shift()) {
          const { partNumber, checksum } = part
          const address = signed[partNumber - 1] as Signed
          const body = file.slice((partNumber - 1) * partSizeBytes, partNumber * partSizeBytes)
          const etag = await putUntilTaken(address, body)
          done.push({ PartNumber: partNumber, ETag: etag, ChecksumSHA256: checksum })
        }
      }
      await Promise.all(Array.from({ length: partsAtOnce }, sendRest))
      done.sort((a, b) => a.PartNumber - b.PartNumber)
      await askPeerServer('complete', { ...place, parts: done })
    },
  }
}

/** At once again where the line broke: nothing can do better. */
async function putUntilTaken({ url, headers }: Signed, body: Blob): Promise<string> {
  for (;;) {
    const reply = await fetch(url, { method: 'PUT', headers, body }).catch(() => undefined)
    if (reply?.status === 200) return reply.headers.get('etag') ?? ''
    if (reply !== undefined) throw new Error(`A part was answered ${reply.status}: ${await reply.text()}`)
  }
}
