import { projects } from '../plan/deed.ts'
import type { Scene } from '../world/scene.ts'
import type { SoakDevice } from '../world/soak-device.ts'
import type { SoakTab } from '../world/soak-tab.ts'

/** Ends all that is wrong, and has each device's user turn to each of its tabs. */
export async function bringBack(scene: Scene): Promise<void> {
  scene.log.say('all troubles end')
  scene.cloud.recover()
  await scene.passing.pass(Number.POSITIVE_INFINITY)
  for (const device of Object.values(scene.devices)) {
    await device.setOffline(false)
    for (const tab of device.tabs) await tab.thaw()
    await device.grantRoom()
    await signIn(scene, device)
    for (const tab of device.tabs) await goOn(scene, tab)
  }
}

/** Whoever has been on the device signs in there, so that what they have is sent; what nobody had is taken over. */
async function signIn({ book }: Scene, device: SoakDevice): Promise<void> {
  const looks = book.entries('look').filter((look) => look.device === device.name)
  const doers = new Set(looks.map(({ account }) => account))
  if (doers.has(null)) {
    await startSignedOut(device)
    for (const tab of device.tabs) if (tab.account === null) await tab.load('ada')
    // What came to nobody after it was taken over is the account's from its next start on.
    for (const tab of device.tabs) await tab.load(tab.account)
  }
  for (const account of new Set(['ada' as const, ...doers])) {
    if (account !== null && !device.tabs.some((tab) => tab.account === account)) await device.openTab(account)
  }
}

/** What was cleared of nobody's is put back, or found to be lost, by a start at which nobody is signed in. */
async function startSignedOut(device: SoakDevice): Promise<void> {
  const [first] = device.tabs.filter(({ account }) => account === null)
  await first?.load(null)
  const tab = first ?? (await device.openTab(null))
  await tab.look('state', projects)
}

async function goOn({ book, log }: Scene, tab: SoakTab): Promise<void> {
  await tab.giveTokens('good')
  // Somebody has removed the account from the device; its user comes back.
  if (await tab.look('isClosed')) {
    log.say(`${tab.name} was closed, and is opened again`)
    await tab.load(tab.account)
  }
  await tab.start(book.newKey(), 'resume')
  await tab.start(book.newKey(), 'resumeFiles')
  await tab.start(book.newKey(), 'retryNow')
}

/** Leaves each device as few tabs as a user has, all of its own user. */
export async function closeOthers({ devices }: Scene): Promise<void> {
  for (const { tabs } of Object.values(devices)) {
    const staying = tabs.filter(({ account }) => account === 'ada').slice(0, 2)
    for (const tab of tabs) if (!staying.includes(tab)) await tab.close()
  }
}
