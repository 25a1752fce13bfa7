import type { ServerRequest } from '../../../testing/cloud/http-message.ts'

interface Sender {
  readonly writer: string
  /** In which the writer sent its requests. */
  readonly order: number
  readonly isDone: boolean
  /** It was answered as unknown and is there: its project is deleted, and may come back with it. */
  readonly isHidden: (projectId: string, assetId: string) => boolean
}

const presignPath = /\/api\/projects\/([^/]+)\/media\/presign$/
const mediaPath = /\/api\/projects\/([^/]+)\/media\/([^/]+)$/

/** Knows of each upload whether its cancel could not end it: what began it came later, though it was sent before, or its project was deleted. */
export class UploadOrder {
  readonly #cancelled = new Map<string, number>()
  readonly #overtaken = new Set<string>()

  handled({ method, url, body }: ServerRequest, { writer, order, isDone, isHidden }: Sender): void {
    if (!isDone) return
    const { pathname } = new URL(url)
    const [, projectId, assetId] = mediaPath.exec(pathname) ?? []
    if (method === 'DELETE' && projectId !== undefined && assetId !== undefined) {
      const key = `${writer} ${projectId}/${assetId}`
      this.#cancelled.set(key, Math.max(order, this.#cancelled.get(key) ?? 0))
      if (isHidden(projectId, assetId)) this.#overtaken.add(key)
      else this.#overtaken.delete(key)
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
