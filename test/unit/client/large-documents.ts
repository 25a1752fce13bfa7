/** Text that gzip makes about half as long: hexadecimal digits of a generator with a seed. */
export function largeText(sizeBytes: number, seed = 1): string {
  let state = seed
  const words: string[] = []
  for (let length = 0; length < sizeBytes; length += 8) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words.push(state.toString(16).padStart(8, '0'))
  }
  return words.join('').slice(0, sizeBytes)
}
