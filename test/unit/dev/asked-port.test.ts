import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { NoPort } from '../../../dev/failures/no-port.ts'
import { PortTaken } from '../../../dev/failures/port-taken.ts'
import { askedPort } from '../../../dev/processes/asked-port.ts'
import { freePort } from '../../../dev/processes/free-port.ts'
import { openLoopbackServer } from '../../../dev/processes/loopback-server.ts'

afterEach(() => vi.unstubAllEnvs())

test.each(['http', '0', '-1', '80.5', '65536', '5173 '.repeat(2)])(
  '[DV1] %j is told to be no port, rather than one that is taken',
  async (asked) => {
    vi.stubEnv('REELSYNC_CLOUD_PORT', asked)
    await expect(askedPort('REELSYNC_CLOUD_PORT')).rejects.toThrow(NoPort)
  },
)

test('[DV1] a port that is asked for is given where it is free, and refused where it is taken', async () => {
  const free = await freePort()
  vi.stubEnv('PORT', String(free))
  expect(await askedPort('PORT')).toBe(free)
  const { server, close } = await openLoopbackServer()
  vi.stubEnv('PORT', String((server.address() as AddressInfo).port))
  await expect(askedPort('PORT')).rejects.toThrow(PortTaken)
  await close()
})

test('[DV1] where none is asked for, or nothing, any will do', async () => {
  for (const asked of [undefined, '']) {
    vi.stubEnv('PORT', asked)
    expect(await askedPort('PORT')).toBeUndefined()
  }
})
