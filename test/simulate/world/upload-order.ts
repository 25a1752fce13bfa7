import type { ServerRequest } from '../../../testing/cloud/http-message.ts'

interface Sender {
  readonly writer: string
  /** In which the writer sent its requests. */
  readonly order: number
  readonly isDone: boolean
}

const presignPath = /\/api\/projects\/([^/]+)\/media\/presign$/
const mediaPath = /\/api\/projects\/([^/]+)\/media\/([^/]+)$/

/** Knows of each upload whether what began it came after what cancelled it, though it was sent before. */
export class UploadOrder {
  readonly #cancelled = new Map<string, number>()
  readonly #overtaken = new Set<string>()

  handled({ method, url, body }: ServerRequest, { writer, order, isDone }: Sender): void {
    if (!isDone) return
    const { pathname } = new URL(url)
    const [, projectId, assetId] = mediaPath.exec(pathname) ?? []
    if (method === 'DELETE' && assetId !== undefined) {
      const key = `${writer} ${projectId}/${assetId}`
      this.#cancelled.set(key, Math.max(order, this.#cancelled.get(key) ?? 0))
      this.#overtaken.delete(key)
    }
    const [, presigned] = presignPath.exec(pathname) ?? []
    if (method !== 'POST' || presigned === undefined) return
    const key = `${writer} ${presigned}/${(JSON.parse(textOf(body)) as { assetId: string }).assetId}`
    if (order < (this.#cancelled.get(key) ?? 0)) this.#overtaken.add(key)
  }

  cameAfterCancel(writer: string, place: string): boolean {
    return this.#overtaken.has(`${writer} ${place}`)
  }
}

function textOf(body: ServerRequest['body']): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}
