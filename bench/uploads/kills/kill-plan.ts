const MiB = 1024 * 1024

/** When a browser is killed: what its line has just seen. */
export type KillMoment =
  /** As soon as the file was given to the client. */
  | { readonly kind: 'at-once' }
  /** So much of what was missing at the start is on its way into the bucket, or there. */
  | { readonly kind: 'bytes'; readonly share: number }
  /** A request has come as far as the line, and no farther. */
  | { readonly kind: 'held'; readonly request: KillRequest }
  /** A request was carried out, and its reply lost. */
  | { readonly kind: 'reply-lost'; readonly request: KillRequest }

export type KillRequest = 'presign' | 'part' | 'complete'

export interface KillPlan {
  readonly seed: number
  readonly sizeBytes: number
  readonly kills: readonly KillMoment[]
}

/** One part, parts that end even, and a last part of a byte. */
const sizes = [100_000, 8 * MiB, 8 * MiB + 1, 16 * MiB, 20 * MiB + 12_345, 28 * MiB + 1]
const requests: readonly KillRequest[] = ['presign', 'part', 'complete']

/** The same seed is the same round. One to three kills, each in a start of its own. */
export function planKills(seed: number): KillPlan {
  const random = randomOf(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const moment = (): KillMoment => {
    const draw = random()
    if (draw < 0.1) return { kind: 'at-once' }
    if (draw < 0.6) return { kind: 'bytes', share: random() }
    return { kind: draw < 0.8 ? 'held' : 'reply-lost', request: pick(requests) }
  }
  const sizeBytes = pick(sizes)
  return { seed, sizeBytes, kills: Array.from({ length: 1 + Math.floor(random() * 3) }, moment) }
}

/** mulberry32: small, and good enough to draw plans. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b9)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
