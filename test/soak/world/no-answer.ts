import { setTimeout as delay } from 'node:timers/promises'

/** Longer than anything takes: a store that stands still is given up after 20 s, and a look asks several things of it. */
const patienceMs = 240_000

/** A page or a browser stands still. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer'

  constructor(asked: string) {
    super(`No answer in ${patienceMs / 1000} s to ${asked}.`)
  }
}

/** @throws NoAnswer */
export async function answered<T>(answer: Promise<T>, asked: string): Promise<T> {
  const enough = new AbortController()
  const late = delay(patienceMs, undefined, { signal: enough.signal }).then(
    () => Promise.reject(new NoAnswer(asked)),
    () => answer,
  )
  return Promise.race([answer, late]).finally(() => enough.abort())
}
