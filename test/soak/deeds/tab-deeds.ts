import type { Performer } from './performer.ts'

const mostTabs = 3

const reload: Performer = async ({ tab }) => {
  await tab.load(tab.account)
  return 'the page'
}

const changeAccount: Performer = async ({ tab, deed: { chance } }) => {
  const next = chance.pick(['ada', 'bob', null] as const)
  await tab.load(next)
  return `to ${next ?? 'nobody'}`
}

const openTab: Performer = async ({ device, tab }) => {
  if (device.tabs.length >= mostTabs) return undefined
  return (await device.openTab(tab.account)).name
}

const closeTab: Performer = async ({ device, tab }) => {
  if (device.tabs.length < 2) return undefined
  await tab.close()
  return 'the tab'
}

const crash: Performer = async ({ device, tab }) => {
  const { account } = tab
  // A browser without a tab ends.
  if (device.tabs.length < 2) await device.openTab(account)
  await tab.crash()
  return 'the tab'
}

const killBrowser: Performer = async ({ scene: { book }, device, deed: { number } }) => {
  book.killed.push({ device: device.name, deed: number })
  await device.killAndStart()
  return 'the browser, and started it'
}

const freeze: Performer = async ({ scene: { passing }, tab, deed: { number, chance } }) => {
  const isAnnounced = chance.happens(0.5)
  if (isAnnounced) await tab.announceFreeze()
  await tab.freeze()
  passing.begin(number + chance.whole(2, 25), () => tab.thaw())
  return isAnnounced ? 'the tab, which was told' : 'the tab'
}

const announceFreeze: Performer = async ({ tab }) => {
  await tab.announceFreeze()
  return 'and not frozen'
}

export const tabDeeds = {
  ...{ reload, changeAccount, openTab, closeTab, killBrowser, announceFreeze },
  ...{ crashTab: crash, freezeTab: freeze },
}
