import { asBase64Url } from '#contract/base64.ts'

const prefix = 'cloud-'

/**
 * Where the media store keeps downloaded bytes: named by what they are, so that a download that was cut short finds
 * again what came, and whoever wants the same bytes finds them too.
 *
 * @example contentKey('x6k+/…=-2') // 'cloud-x6k-_…-2'
 */
export function contentKey(checksum: string): string {
  return `${prefix}${asBase64Url(checksum)}`
}

/** Whether what is kept there came from the cloud. */
export function isContentKey(mediaKey: string): boolean {
  return mediaKey.startsWith(prefix)
}
