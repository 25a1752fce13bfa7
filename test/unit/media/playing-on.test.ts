import { expect, test } from 'vitest'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import { attached, settled } from './attached-element.ts'

const tooOldMs = 16 * 60_000
const cut = () => new NetworkFailed('no-connection')

test('[PL2] what plays, and fails, goes on playing, though browsers pause it without a word', async () => {
  const { element } = await attached(['one', 'two'])
  await element.play()
  element.playsTo(12)
  element.fails()
  expect(element.paused).toBe(false)
  await settled()
  expect(element).toMatchObject({ src: 'two', currentTime: 12, paused: false })
})

test('[PL2] what its user pauses while the cloud cannot be asked stays paused', async () => {
  const { element, clock } = await attached(['one', cut(), 'two'])
  await element.play()
  element.playsTo(12)
  element.fails()
  await settled()
  element.pause()
  clock.advance(60_000)
  await settled()
  expect(element).toMatchObject({ src: 'two', currentTime: 12, paused: true })
})

test('[PL2] sought on while its address is too old, it goes on where it was let go', async () => {
  const answer = Promise.withResolvers<string>()
  const { element, clock } = await attached(['one', answer.promise])
  element.playsTo(5)
  clock.advance(tooOldMs)
  for (const atS of [40, 60, 90]) element.seeksTo(atS)
  answer.resolve('two')
  await settled()
  expect(element).toMatchObject({ srcs: ['one', 'two'], currentTime: 90 })
})

test('[PL2] sought on while the cloud cannot be asked, or after it failed, it goes on where it was let go', async () => {
  const { element, clock } = await attached(['one', cut(), 'two', cut(), 'three'])
  element.playsTo(5)
  clock.advance(tooOldMs)
  element.seeksTo(40)
  await settled()
  element.seeksTo(90)
  clock.advance(60_000)
  await settled()
  expect(element).toMatchObject({ src: 'two', currentTime: 90 })
  element.playsTo(91)
  element.fails()
  await settled()
  element.seeksTo(20)
  clock.advance(60_000)
  await settled()
  expect(element).toMatchObject({ src: 'three', currentTime: 20 })
})

test('[PL3] a file that cannot be decoded past a place is given up, though it plays up to there each time', async () => {
  const { element, failures } = await attached(['one', 'two', 'three', 'four', 'five'])
  await element.play()
  for (let tries = 0; tries < 5; tries += 1) {
    element.playsTo(10)
    element.playsTo(10.2)
    element.fails(3)
    await settled()
  }
  expect(element.srcs).toEqual(['one', 'two', 'three'])
  expect(failures).toEqual([{ code: 3 }])
})

test('[PL3] an outage is none of the failures that it is given up for', async () => {
  const { element, clock, failures } = await attached(['one', cut(), cut(), cut(), 'two', 'three'])
  element.playsTo(7)
  element.fails()
  for (let waits = 0; waits < 4; waits += 1) {
    await settled()
    clock.advance(60_000)
  }
  await settled()
  expect(element.src).toBe('two')
  element.fails()
  await settled()
  expect(element.src).toBe('three')
  expect(failures).toEqual([])
})

test('[PL3] one that plays another asset by now is not emptied by the end of the first', async () => {
  const first = await attached(['one'])
  await attached(['another'], first.element)
  first.detach()
  expect(first.element.src).toBe('another')
  expect(first.released).toEqual(['one'])
})

test('[PL2] what comes while the cloud is still asked for it plays, though the answer says that it is not there', async () => {
  const answer = Promise.withResolvers<undefined>()
  const { element, tell } = await attached([answer.promise, 'one', 'two'])
  tell({ assetId: 'clip', inTheCloud: true })
  answer.resolve(undefined)
  await settled()
  expect(element.srcs).toEqual(['one'])
})
