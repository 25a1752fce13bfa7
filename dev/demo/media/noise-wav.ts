import { randomBytes } from 'node:crypto'

const bytesPerSample = 2

/** A WAV file, 16-bit mono PCM of white noise: it plays, and no compressor makes it smaller. */
export function noiseWav(options: { readonly seconds: number; readonly samplesPerSecond: number }): Buffer {
  const noise = randomBytes(options.seconds * options.samplesPerSecond * bytesPerSample)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + noise.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20) // PCM
  head.writeUInt16LE(1, 22) // mono
  head.writeUInt32LE(options.samplesPerSecond, 24)
  head.writeUInt32LE(options.samplesPerSecond * bytesPerSample, 28)
  head.writeUInt16LE(bytesPerSample, 32)
  head.writeUInt16LE(bytesPerSample * 8, 34)
  head.write('data', 36)
  head.writeUInt32LE(noise.length, 40)
  return Buffer.concat([head, noise])
}
