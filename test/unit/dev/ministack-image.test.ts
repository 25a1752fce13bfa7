import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { startMinistackImage } from '../../../dev/cloud/start-ministack-image.ts'
import { freePort } from '../../../dev/processes/free-port.ts'
import { isAlive } from '../../../dev/state/file-lock.ts'

afterEach(() => vi.unstubAllEnvs())

test('[DV3] stopped while its image is fetched, the container is ended before the start is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reelsync image-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const docker = join(folder, 'docker')
  const pidFile = join(folder, 'pid')
  await writeFile(docker, `#!/bin/sh\necho $$ > '${pidFile}'\nexec sleep 600\n`)
  await chmod(docker, 0o755)
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`)
  const stopped = new AbortController()
  const starting = startMinistackImage({ port: await freePort(), folder, keepsState: false }, stopped.signal)
  const ended = expect(starting).rejects.toThrow('enough')
  const pid = await vi.waitUntil(
    async () => Number(await readFile(pidFile, 'utf8').catch(() => '')) || undefined,
    30_000,
  )
  stopped.abort(new Error('enough'))
  await ended
  expect(isAlive(pid)).toBe(false)
})
