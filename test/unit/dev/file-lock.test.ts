import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FileLock, takeFileLock } from '../../../dev/state/file-lock.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-lock-'))
  file = join(folder, 'below', 'dev.lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function taken(): Promise<FileLock> {
  const lock = await takeFileLock(file)
  if ('holderPid' in lock) throw new Error(`held by ${lock.holderPid}`)
  return lock
}

test('[DV1] the second of two starts is told which process holds the state', async () => {
  await taken()
  expect(await takeFileLock(file)).toEqual({ holderPid: process.pid })
})

test('[DV2] a lock that was released is free, also when it is released twice', async () => {
  const first = await taken()
  await first.release()
  await first.release()
  await taken()
})

test('[DV2] the lock of a process that died is taken over, and leaves nothing', async () => {
  await (await taken()).release()
  const { pid } = spawnSync(process.execPath, ['--version'])
  await writeFile(file, String(pid))
  await taken()
  expect(await readdir(join(folder, 'below'))).toEqual(['dev.lock'])
})

test('[DV2] a lock file that holds no process, left by a full disk, is taken over', async () => {
  await (await taken()).release()
  await writeFile(file, '')
  await taken()
})
