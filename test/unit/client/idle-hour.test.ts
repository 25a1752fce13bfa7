import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { budgets } from '../../../bench/client/budgets.ts'
import type { ServerReply, ServerRequest } from '../../../testing/cloud/http-message.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { edit } from './memory-host.ts'
import { SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'

const projects = 100
const minuteMs = 60_000

test('[CB2] an idle hour with 100 projects costs one short request every 40 s, and answers that hold nothing', async () => {
  const clock = new HandClock()
  const server = createMemoryServer({ clock })
  const device = new SyncDevice(server, 'studio')
  const { save, sync } = device.open()
  for (let index = 0; index < projects; index += 1) await save(edit('one', { id: `film-${index}` }))
  await until(() => sync.status.get().durability === 'in-the-cloud')
  const pass = async (ms: number) => {
    for (let passedMs = 0; passedMs < ms; passedMs += 5000) {
      for (const each of [clock, device.clock]) each.advance(5000)
      await turnsPass(20)
    }
  }
  // What was just written is listed once more, for as long as listings overlap.
  await pass(10 * minuteMs)
  const told: { readonly bytes: number; readonly text: string }[] = []
  server.afterHandling = (request, reply) => {
    told.push({ bytes: sizeOf(request, reply), text: new TextDecoder().decode(reply.body) })
    return undefined
  }
  await pass(60 * minuteMs)

  const requests = told.length
  const bytes = told.reduce((sum, one) => sum + one.bytes, 0)
  const file = process.env.REELSYNC_IDLE_COUNTS
  if (file !== undefined) await writeFile(file, JSON.stringify({ requests, bytes }))
  // A poller waits 20 to 60 s; this one's chance is always the middle.
  expect(requests).toBeGreaterThan(80)
  expect(requests).toBeLessThanOrEqual(budgets.idleHour.requests)
  expect(bytes).toBeLessThanOrEqual(budgets.idleHour.bytes)
  for (const { text } of told) expect(JSON.parse(text)).toMatchObject({ projects: [] })
})

/** As HTTP/1.1 would write both, but for what browser and gateway add of their own. */
function sizeOf({ method, url, headers, body }: ServerRequest, reply: ServerReply): number {
  const lines = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 4)
  const asked = `${method} ${url} HTTP/1.1`.length + lines(headers) + (body?.length ?? 0)
  return asked + 'HTTP/1.1 200 OK'.length + lines(reply.headers) + reply.body.length
}
