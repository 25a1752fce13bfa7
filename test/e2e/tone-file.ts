import { writeFile } from 'node:fs/promises'

const rate = 48_000
const bytesPerS = rate * 4

/** Writes a WAV of a tone, `durationS` seconds long: 16 bits, two channels, 192,000 bytes a second, first to last. */
export async function writeTone(path: string, durationS: number): Promise<void> {
  const second = Buffer.alloc(bytesPerS)
  for (let sample = 0; sample < rate * 2; sample += 1)
    second.writeInt16LE(Math.round(9000 * Math.sin((2 * Math.PI * 440 * (sample >> 1)) / rate)), sample * 2)
  await writeFile(path, [wavHead(durationS * bytesPerS), ...Array<Buffer>(durationS).fill(second)])
}

function wavHead(dataBytes: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + dataBytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(2, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(bytesPerS, 28)
  head.writeUInt16LE(4, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(dataBytes, 40)
  return head
}
