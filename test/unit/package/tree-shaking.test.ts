import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const media = ['media/', 'media-store/', 'hashing/worker-ingest', 'lifecycle/browser-media']
/** Large documents go to S3 too; rows of files are read, and told what the cloud lacks, by every client that opens the device's store. */
const sharedWithMedia = [
  'media/asset-row.ts',
  'media/mark-missing.ts',
  'media/room/media-uses.ts',
  'media/uploads/classify-part-answer.ts',
  'media/uploads/send-part.ts',
  'media/watch-silence.ts',
]
const opted = [
  'conflicts/merge/',
  'diagnostics/',
  'account/',
  'history/',
  'device-accounts/remove',
  'device-accounts/erase',
]

/** The files of the client that an app which imports these names carries, with the bytes of each. */
async function carried(names: string, entry = 'index.ts'): Promise<ReadonlyMap<string, number>> {
  return inBundle(`export { ${names} } from './client-lib/${entry}'`)
}

async function inBundle(contents: string): Promise<ReadonlyMap<string, number>> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    ...{
      absWorkingDir: root,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      metafile: true,
    },
    ...{ conditions: ['reelsync-source'], external: ['aws-amplify'] },
  })
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  return new Map(
    inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path, one]) => [short(path), one.bytesInOutput]),
  )
}

function short(path: string): string {
  return path.replace('client-lib/', '')
}

function within(files: ReadonlyMap<string, number>, places: readonly string[]): string[] {
  return [...files.keys()].filter((path) => places.some((place) => path.startsWith(place)))
}

test('[PK1] a sync of documents alone carries neither media, nor the merge, nor what is a function over a sync', async () => {
  const files = await carried('createProjectSync')
  expect(files.has('lifecycle/sync-session.ts')).toBe(true)
  expect(within(files, [...media, ...opted]).sort()).toEqual(sharedWithMedia)
})

test('[PK1] a sync with media carries neither the merge, nor what is a function over a sync', async () => {
  const files = await carried('createCloudSync')
  expect(within(files, ['media/create-media-lanes.ts'])).not.toEqual([])
  expect(within(files, opted)).toEqual([])
})

test('[UP25, PK1] an app that limits no rate and holds no upload does not carry the policies that do', async () => {
  const policies = ['media/uploads/limit-upload-rate.ts', 'media/uploads/hold-uploads-while.ts']
  expect(within(await carried('createCloudSync'), policies)).toEqual([])
  const files = await carried('createCloudSync, limitUploadRate, holdUploadsWhile')
  expect(within(files, policies).sort()).toEqual(policies.toSorted())
})

test('[PK1] what is imported is carried', async () => {
  const files = await carried(
    'createCloudSync, threeWayMerge, diagnose, selfTest, readUsage, eraseAccount, removeFromDevice, listVersions',
  )
  for (const place of opted) expect(within(files, [place])).not.toEqual([])
})

test.each([
  ['SyncClosed', 'index.ts'],
  ['UnsyncedWork, ApiFailure, NetworkFailed', 'index.ts'],
  ['amplifyTokenSource', 'amplify/index.ts'],
])('[PK2] %s brings in nearly nothing', async (names, entry) => {
  const files = await carried(names, entry)
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes, 0)
  expect(total).toBeGreaterThan(50)
  expect(total).toBeLessThan(300 * names.split(',').length)
  expect([...files.keys()].filter((path) => path.includes('node_modules'))).toEqual([])
})

test('[PK2] the worker, which nothing imports for a name, is no file without effects', async () => {
  const files = await inBundle("import './client-lib/hashing/ingest-worker.ts'")
  expect([...files.keys()]).toContain('hashing/serve-ingest.ts')
})
