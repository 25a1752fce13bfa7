export type Say = (sentence: string) => void

/**
 * Writes each sentence with the time since the start, such as `  12.4 s  A  signs up`.
 *
 * @param write takes a line without its end
 */
export function createTranscript(nowMs: () => number, write: (line: string) => void) {
  const startedMs = nowMs()
  const seconds = () => (nowMs() - startedMs) / 1000
  return {
    seconds,
    say: ((sentence) => write(`${seconds().toFixed(1).padStart(6)} s  ${sentence}`)) as Say,
  }
}
