import type { Performer } from './performer.ts'

/** None at all, none for most files, none for the largest. */
const roomsBytes = [1, 100_000, 3_000_000]

const clearRows: Performer = async ({ scene: { book }, device, deed: { number } }) => {
  book.cleared.push({ device: device.name, deed: number })
  await device.clear('indexeddb')
  return 'of the site'
}

const refuseRoom: Performer = async ({ scene: { passing }, device, deed: { number, chance } }) => {
  const room = chance.pick(roomsBytes)
  await device.refuseRoom(room)
  passing.begin(number + chance.whole(2, 15), async () => {
    if (device.liveTabs.length > 0) await device.grantRoom()
  })
  return `past ${room} bytes`
}

const goOffline: Performer = async ({ scene: { passing }, device, deed: { number, chance } }) => {
  await device.setOffline(true)
  passing.begin(number + chance.whole(2, 15), () => device.setOffline(false))
  return 'the device'
}

const cutLine: Performer = async ({ scene: { cloud, passing }, deed: { number, chance } }) => {
  cloud.served.isReachable = false
  passing.begin(number + chance.whole(2, 20), () => {
    cloud.served.isReachable = true
  })
  return 'to the cloud'
}

const troubleLine: Performer = async ({ scene: { cloud, passing }, deed: { number, chance } }) => {
  const rates = {
    lost: chance.pick([0, 0.1, 0.3]),
    slow: chance.pick([0, 0.3]),
    busy: chance.pick([0, 0.1, 0.3]),
    hanging: chance.pick([0, 0, 0.05]),
  }
  cloud.troubles.rates = rates
  passing.begin(number + chance.whole(5, 40), () => cloud.troubles.end())
  return JSON.stringify(rates)
}

export const troubleDeeds = { clearRows, refuseRoom, goOffline, cutLine, troubleLine }
