import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { openChecksumSink } from '../../dev/demo/files/checksum-sink.ts'
import { readSourceFile } from '../../dev/demo/files/source-file.ts'
import { storedChecksums } from '../../dev/demo/files/stored-checksums.ts'
import { addFiles, untilMedia } from '../../dev/demo/person/media.ts'
import { openProject } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud } from '../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'
import { createGate } from '../../dev/proxy/gate.ts'
import type { ProxiedRequest } from '../../dev/proxy/proxied-request.ts'
import { fourPartsBytes, patienceMs, Stage } from './stage.ts'

let stage: Stage
let a: UserDevice
let b: UserDevice

beforeAll(async () => {
  ;({ stage, a, b } = await Stage.openWithTwoDevices())
})
afterAll(() => stage.close())

const isFetch = (request: ProxiedRequest) => request.kind === 'store' && request.method === 'GET'

/** Files of the private file system that are whole, in folders too. */
async function keptPieces(): Promise<number> {
  return b.page.evaluate(async () => {
    async function count(folder: FileSystemDirectoryHandle): Promise<number> {
      let files = 0
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === 'directory') files += await count(handle as FileSystemDirectoryHandle)
        else if (/^\d+$/.test(name)) files += 1
      }
      return files
    }
    return count(await navigator.storage.getDirectory())
  })
}

test('[DL2] a SIGKILL of the browser in the middle of a download: the next start brings the rest, and the file is what it was', async () => {
  await stage.freshProject(a, 'Fetched')
  const path = await stage.freshFile('fetched.bin', fourPartsBytes)
  await addFiles(a.page, [path])
  await untilInTheCloud(a.page, patienceMs)

  const gate = createGate()
  let fetches = 0
  const matches = (request: ProxiedRequest) => isFetch(request) && ++fetches > 2
  const remove = b.line.inject({ matches, fault: { kind: 'hold', until: gate.opened }, times: 99 })
  await turnTo(b.page)
  await openProject(b.page, 'Fetched')
  await expect.poll(keptPieces, { timeout: patienceMs }).toBeGreaterThan(0)
  await b.kill()
  remove()
  gate.open()

  await stage.startAgain(b)
  if ((await b.page.getByTestId('project-list').count()) > 0) await openProject(b.page, 'Fetched')
  await untilMedia(b.page, 'on-this-device', 1, patienceMs)
  const sink = await openChecksumSink()
  expect(await storedChecksums(b, sink)).toContain((await readSourceFile(path)).sha256)
  await sink.close()
})
