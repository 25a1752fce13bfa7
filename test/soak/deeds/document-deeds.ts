import type { Performer } from './performer.ts'

/** Most documents are small; a large one is packed, and one past 32 KB packed goes by the store. */
const fillersBytes = [0, 0, 3_000, 50_000]
const mostAssets = 4

const save: Performer = async ({ scene: { book }, tab, deed: { project, chance } }) => {
  const label = book.begin(tab, { kind: 'save', project })
  const fillerBytes = chance.pick(fillersBytes)
  const files = book.files.filter((one) => one.project === project && one.account === tab.account)
  const assetIds = files.slice(-mostAssets).map(({ assetId }) => assetId)
  await tab.start(label, 'save', { label, project, fillerBytes, assetIds })
  return `${label} of ${project}, ${fillerBytes} bytes, files ${assetIds.join(' ') || 'none'}`
}

const open: Performer = async ({ scene: { book }, tab, deed: { project } }) => {
  await tab.start(book.begin(tab, { kind: 'look', project }), 'open', project)
  return project
}

const remove: Performer = async ({ scene: { book }, tab, deed: { project } }) => {
  await tab.start(book.begin(tab, { kind: 'delete', project }), 'delete', project)
  return project
}

const answer: Performer = async ({ scene: { book }, tab, deed: { chance } }) => {
  const how = chance.pick(['local', 'remote', 'both'] as const)
  await tab.start(book.newKey(), 'answerFirst', how)
  return how
}

const list: Performer = async ({ scene: { book }, tab, deed: { project } }) => {
  await tab.start(book.newKey(), 'list', project)
  return project
}

const overlaid: Performer = async ({ scene: { book }, tab, deed: { project } }) => {
  await tab.start(book.newKey(), 'overlaid', project)
  return project
}

export const documentDeeds = { save, open, delete: remove, answer, list, overlaid }
