/** `next`, with each part that equals the one before taken from there, so that equal parts are the same object. */
export function reuseEqual<T>(before: T, next: T): T {
  if (Object.is(before, next) || !isPlain(before) || !isPlain(next)) return next
  const keys = Object.keys(next)
  let merged: Record<string, unknown> = next
  let equal = keys.length === Object.keys(before).length
  for (const key of keys) {
    const part = reuseEqual(before[key], next[key])
    if (!Object.is(part, before[key])) equal = false
    if (part === next[key]) continue
    // What is said of many projects is shared, and an app may have frozen it.
    if (merged === next) merged = { ...next }
    merged[key] = part
  }
  // Sound: key by key it is `next`.
  return equal ? before : (merged as T)
}

/** Whether two values of plain data are equal, in whatever order their keys are. */
export function isSame(one: unknown, other: unknown): boolean {
  return Object.is(reuseEqual(one, other), one)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
