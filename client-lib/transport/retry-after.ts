/**
 * How long `Retry-After` asks to wait, in ms from `nowMs`; undefined where it is absent or unreadable.
 * Source: RFC 9110, 10.2.3: whole seconds, or an HTTP date.
 *
 * @example retryAfterMs('30', Date.now()) // 30000
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}
