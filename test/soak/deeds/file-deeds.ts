import type { AddedFile } from '../book/entries.ts'
import type { Performer, Place } from './performer.ts'

/** From a small one to one of two parts. */
const sizesBytes = [20_000, 200_000, 300_000, 3_000_000, 9_000_000]
/** Users turn to what they added last. */
const recent = 8

function pickFile({ scene: { book }, tab, deed: { chance } }: Place): AddedFile | undefined {
  const files = book.files.filter(({ account }) => account === tab.account)
  return files.length === 0 ? undefined : chance.pick(files.slice(-recent))
}

const add: Performer = async ({ scene: { book }, tab, deed: { number, project, chance } }) => {
  const file = { project, assetId: `a${number}`, sizeBytes: chance.pick(sizesBytes) }
  const key = book.newKey()
  book.files.push({ ...file, key, deed: number, device: tab.device, account: tab.account, isGivenUp: false })
  await tab.start(key, 'add', file)
  return `${file.assetId} to ${project}, ${file.sizeBytes} bytes`
}

const openFile: Performer = async (place) => {
  const file = pickFile(place)
  if (file === undefined) return undefined
  await place.tab.start(place.scene.book.newKey(), 'openFile', file)
  return file.assetId
}

const playFile: Performer = async (place) => {
  const file = pickFile(place)
  if (file === undefined) return undefined
  await place.tab.start(place.scene.book.newKey(), 'playFile', file)
  return file.assetId
}

const keepFile: Performer = async (place) => {
  const file = pickFile(place)
  if (file === undefined) return undefined
  const isKept = place.deed.chance.happens(0.5)
  await place.tab.start(place.scene.book.newKey(), 'keepFile', file, isKept)
  return `${file.assetId} ${isKept}`
}

async function cancel(place: Place, keepBytes: boolean): Promise<string | undefined> {
  const file = pickFile(place)
  if (file === undefined) return undefined
  file.isGivenUp = true
  await place.tab.start(place.scene.book.newKey(), 'cancelFile', file.assetId, keepBytes)
  return file.assetId
}

const pauseFiles: Performer = async ({ scene: { book, passing }, tab, deed: { number, chance } }) => {
  await tab.start(book.newKey(), 'pauseFiles')
  passing.begin(number + chance.whole(2, 20), async () => {
    if (tab.isLive) await tab.start(book.newKey(), 'resumeFiles')
  })
  return 'all'
}

export const fileDeeds = {
  ...{ add, openFile, playFile, keepFile, pauseFiles },
  cancelFile: (place: Place) => cancel(place, true),
  removeFile: (place: Place) => cancel(place, false),
}
