/** A request as the proxy sees it, and what it means to the sync. */
export type ProxiedRequest = {
  readonly method: string
  readonly url: URL
} & (
  | {
      /** Bytes on their way into the bucket: one part of a multipart upload, or a one-part file (`uploadId` is then ''). */
      readonly kind: 'part'
      readonly key: string
      readonly uploadId: string
      readonly partNumber: number
    }
  /** Anything else sent to the bucket: preflights and downloads. */
  | { readonly kind: 'store'; readonly key: string }
  | { readonly kind: 'api' }
  | { readonly kind: 'other' }
)

/**
 * Says what a request is from its method and URL alone; the bucket is addressed by path or as a subdomain.
 *
 * @example classifyRequest('PUT', new URL('http://h/bucket/k?uploadId=u&partNumber=2'), 'bucket').kind // 'part'
 */
export function classifyRequest(method: string, url: URL, bucketName: string): ProxiedRequest {
  const key = bucketKey(url, bucketName)
  if (key !== undefined && method === 'PUT') {
    const uploadId = url.searchParams.get('uploadId') ?? ''
    return { method, url, kind: 'part', key, uploadId, partNumber: Number(url.searchParams.get('partNumber') ?? 1) }
  }
  if (key !== undefined) return { method, url, kind: 'store', key }
  if (url.pathname.startsWith('/api/')) return { method, url, kind: 'api' }
  return { method, url, kind: 'other' }
}

function bucketKey(url: URL, bucketName: string): string | undefined {
  if (url.hostname.startsWith(`${bucketName}.`)) return url.pathname.slice(1)
  return url.pathname.startsWith(`/${bucketName}/`) ? url.pathname.slice(bucketName.length + 2) : undefined
}
