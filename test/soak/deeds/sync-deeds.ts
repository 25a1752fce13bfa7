import type { Performer } from './performer.ts'

const pause: Performer = async ({ scene: { book, passing }, tab, deed: { number, chance } }) => {
  await tab.start(book.newKey(), 'pause')
  passing.begin(number + chance.whole(2, 20), async () => {
    if (tab.isLive) await tab.start(book.newKey(), 'resume')
  })
  return 'all'
}

const retryNow: Performer = async ({ scene: { book }, tab }) => {
  await tab.start(book.newKey(), 'retryNow')
  return 'all'
}

/** The app closes its sync, and opens another in the same page, which need not wait for that. */
const openAgain: Performer = async ({ scene: { book }, tab }) => {
  await tab.start(book.newKey(), 'close')
  await tab.enter()
  return 'the sync'
}

const removeFromDevice: Performer = async ({ scene: { book }, tab, deed: { chance } }) => {
  const evenUnsynced = chance.happens(0.5)
  await tab.start(book.begin(tab, { kind: 'remove', evenUnsynced }), 'removeFromDevice', evenUnsynced)
  return evenUnsynced ? 'even unsynced' : 'if all is in the cloud'
}

const withholdToken: Performer = async ({ scene: { passing }, tab, deed: { number, chance } }) => {
  const mode = chance.pick(['none', 'expired'] as const)
  await tab.giveTokens(mode)
  passing.begin(number + chance.whole(2, 20), async () => {
    if (tab.isLive) await tab.giveTokens('good')
  })
  return mode
}

export const syncDeeds = { pause, retryNow, openAgain, removeFromDevice, withholdToken }
