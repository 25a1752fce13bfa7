import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTethered } from '../../../dev/processes/tethered-process.ts'

const module = join(import.meta.dirname, '../../../dev/processes/tethered-process.ts')
const server = createServer()
let port: number

beforeEach(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(() => void server.close())

/** Holds a connection for as long as it lives, and starts a child that does, and that no SIGTERM ends. */
const holder = () => `
  const hold = "require('node:net').connect(${port}, '127.0.0.1'); process.on('SIGTERM', () => undefined)"
  require('node:child_process').spawn(process.execPath, ['-e', hold], { stdio: 'ignore' })
  require('node:net').connect(${port}, '127.0.0.1')
  process.on('SIGTERM', () => process.exit(3))`

async function connections(count: number): Promise<Promise<unknown>[]> {
  const ends: Promise<unknown>[] = []
  while (ends.length < count) {
    const [socket] = (await once(server, 'connection')) as [Socket]
    socket.on('error', () => undefined).resume()
    ends.push(once(socket, 'close'))
  }
  return ends
}

test('[DV3] closing ends the command and all it started, and may be repeated', async () => {
  const both = connections(2)
  const running = startTethered({ command: process.execPath, args: ['-e', holder()], onOutput: () => undefined })
  const ends = await both
  await running.close()
  await running.close()
  await Promise.all(ends)
  expect(await running.ended).toBe(3)
})

test('[DV3] when the starter is killed, the command and all it started end', async () => {
  const both = connections(2)
  const code = `
    const { startTethered } = await import(${JSON.stringify(module)})
    startTethered({ command: process.execPath, args: ['-e', ${JSON.stringify(holder())}], onOutput() {} })`
  const starter = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' })
  const ends = await both
  starter.kill('SIGKILL')
  await Promise.all(ends)
})

test('[DV1] a command that does not exist ends as not found', async () => {
  const output: string[] = []
  const running = startTethered({ command: 'no-such-command', args: [], onOutput: (text) => output.push(text) })
  expect(await running.ended).toBe(127)
  expect(output.join('')).toContain('no-such-command')
})
