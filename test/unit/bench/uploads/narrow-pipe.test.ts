import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createNarrowPipe, type NarrowPipe } from '../../../../bench/uploads/links/narrow-pipe.ts'

let pipe: NarrowPipe | undefined
afterEach(() => pipe?.close())

/** A server that answers each connection with how many bytes came over it, once its sender has ended. */
async function countingServer(): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let bytes = 0
    socket.on('data', (chunk) => {
      bytes += chunk.byteLength
    })
    socket.on('end', () => socket.end(String(bytes)))
  })
  server.listen(0, '127.0.0.1')
  server.unref()
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function sendOver(port: number, bytes: number): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  socket.end(Buffer.alloc(bytes))
  let answer = ''
  for await (const text of socket) answer += text
  return answer
}

test('bytes come through whole, both ways', async () => {
  pipe = createNarrowPipe(1000)
  const port = await pipe.addWay(await countingServer())
  expect(await Promise.all([sendOver(port, 300_000), sendOver(port, 1)])).toEqual(['300000', '1'])
})

test('connections share the one rate: two take as long as all their bytes do', async () => {
  pipe = createNarrowPipe(8)
  const port = await pipe.addWay(await countingServer())
  const beganAtMs = performance.now()
  await Promise.all([sendOver(port, 150_000), sendOver(port, 150_000)])
  // 300 KB at 1 KB a millisecond, less what may go ahead.
  expect(performance.now() - beganAtMs).toBeGreaterThanOrEqual(270)
})
