import { expect, test } from 'vitest'
import { callerOf } from '../../suites/api-caller.ts'
import { complete, makeAsset, opened, presign, sendAll } from '../../suites/asset-fixture.ts'
import { createProject } from '../../suites/project-fixture.ts'
import { memoryTarget } from './memory-target.ts'

async function sentFile() {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const id = await createProject(caller)
  const asset = await makeAsset(1000)
  const reply = await opened(caller, id, asset.body)
  await sendAll(target, asset, reply)
  return { target, caller, id, asset, reply, objects: target.server.objects }
}

test('[UP38] an address asked for anew is refused its bytes while they are there, and taken for by presign', async () => {
  const { target, caller, id, asset, reply } = await sentFile()
  await expect(sendAll(target, asset, reply)).rejects.toThrow('412')
  expect((await presign(caller, id, asset.body)).json).toEqual({ state: 'stored' })
  expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
})

test('[UP38, UP20] where something else lies under the key, the next upload has another, and the old one is garbage', async () => {
  const { target, caller, id, asset, reply, objects } = await sentFile()
  const [storageKey] = [...objects.objects.keys()]
  if (storageKey === undefined) throw new Error('Nothing was sent.')
  objects.putObject(storageKey, new Uint8Array(3))
  const again = await opened(caller, id, asset.body)
  expect(again.uploadId).not.toBe(reply.uploadId)
  await sendAll(target, asset, again)
  expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
  expect([...target.server.database.garbage.values()].map((one) => one.storageKey)).toEqual([storageKey])
})
