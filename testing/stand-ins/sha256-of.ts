const roundConstants = Uint32Array.from({ length: 64 }, (_, round) => fractionOf(Math.cbrt(prime(round))))
const startWords = Uint32Array.from({ length: 8 }, (_, word) => fractionOf(Math.sqrt(prime(word))))
const blockBytes = 64

/** SHA-256 at once, without a platform's help. Source: FIPS 180-4, 6.2. */
export function sha256Of(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const state = startWords.slice()
  const schedule = new Uint32Array(64)
  const padded = padToBlocks(bytes)
  const view = new DataView(padded.buffer)
  for (let at = 0; at < padded.length; at += blockBytes) {
    for (let word = 0; word < 16; word += 1) schedule[word] = view.getUint32(at + 4 * word)
    takeBlock(state, schedule)
  }
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, index) => void digest.setUint32(4 * index, word))
  return new Uint8Array(digest.buffer)
}

function takeBlock(state: Uint32Array, w: Uint32Array): void {
  for (let t = 16; t < 64; t += 1) {
    const [early, late] = [at(w, t - 15), at(w, t - 2)]
    const small0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const small1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    w[t] = at(w, t - 16) + small0 + at(w, t - 7) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let t = 0; t < 64; t += 1) {
    const large1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const first = (h + large1 + ((e & f) ^ (~e & g)) + at(roundConstants, t) + at(w, t)) | 0
    const large0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const second = (large0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [word, value] of [a, b, c, d, e, f, g, h].entries()) state[word] = at(state, word) + value
}

function padToBlocks(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / blockBytes) * blockBytes)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  return padded
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The first 32 bits behind the point. */
function fractionOf(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32)
}

function prime(index: number): number {
  let found = -1
  for (let candidate = 2; ; candidate += 1) {
    let divisor = 2
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor += 1
    if (divisor * divisor > candidate) found += 1
    if (found === index) return candidate
  }
}
