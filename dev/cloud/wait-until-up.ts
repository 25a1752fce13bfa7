import { pause } from '../processes/pause.ts'

const betweenTriesMs = 100

/**
 * Waits until the address answers 200, or what `isUp` takes for an answer.
 *
 * @param ended settles when what is waited for has ended, and will never answer
 * @returns whether it answered within `limitMs`
 */
export async function waitUntilUp(
  url: string,
  ended: Promise<unknown>,
  limitMs: number,
  signal: AbortSignal,
  isUp = isOk,
): Promise<boolean> {
  let hasEnded = false
  void ended.then(() => {
    hasEnded = true
  })
  const deadlineMs = performance.now() + limitMs
  while (!hasEnded && performance.now() < deadlineMs) {
    if (await answers(url, signal, isUp)) return true
    await pause(betweenTriesMs, signal)
  }
  return false
}

const isOk = (reply: Response) => reply.ok

export async function answers(url: string, signal: AbortSignal, isUp = isOk): Promise<boolean> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) })
    await reply.arrayBuffer()
    return isUp(reply)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Error) return false
    throw error
  }
}
