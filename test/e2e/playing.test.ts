import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { encodeClip } from '../../dev/demo/media/encode-clip.ts'
import { makeVideo } from '../../dev/demo/media/make-video.ts'
import { addFiles, addToTimeline, mediaItem, untilMedia } from '../../dev/demo/person/media.ts'
import { playThrough } from '../../dev/demo/person/play-through.ts'
import { untilInTheCloud } from '../../dev/demo/person/sync-status.ts'
import { trimStart } from '../../dev/demo/person/timeline.ts'
import { expiredUrl } from '../../dev/proxy/injected-answers.ts'
import type { ProxiedRequest } from '../../dev/proxy/proxied-request.ts'
import { testInChromium } from './chromium-alone.ts'
import { patienceMs, Stage } from './stage.ts'
import { writeTone } from './tone-file.ts'

let stage: Stage
let a: UserDevice
let b: UserDevice
let letThrough: () => Promise<void>

beforeAll(async () => {
  ;({ stage, a, b } = await Stage.openWithTwoDevices())
})
afterAll(() => stage.close())

/** Device B gets nothing of a file but what its media elements ask for. */
beforeEach(async () => {
  const { bucketName } = inject('e2eDeployment')
  const isStore = (url: URL) => url.href.split('?')[0]?.includes(bucketName) ?? false
  await b.page.route(isStore, (route) =>
    route.request().resourceType() === 'fetch' ? route.abort() : route.continue(),
  )
  letThrough = () => b.page.unroute(isStore)
})
afterEach(() => letThrough())

const isFetch = (request: ProxiedRequest) => request.kind === 'store' && request.method === 'GET'

/** A project of A's with a clip of the file, open on B, which has no byte of it. */
async function openedOnB(name: string, path: string, fileName: string): Promise<string> {
  await stage.freshProject(a, name)
  await addFiles(a.page, [path])
  await addToTimeline(a.page, fileName)
  await untilInTheCloud(a.page, patienceMs)
  await stage.turnTo(b, name)
  await untilMedia(b.page, 'in-the-cloud', 1, patienceMs)
  return (await mediaItem(b.page, fileName).getAttribute('data-asset-id')) ?? ''
}

/** An address is signed to the second: one that is asked for within the same second would be the same address. */
async function untilSignedAnew({ url }: ProxiedRequest): Promise<void> {
  const signedAt = url.searchParams.get('X-Amz-Date') ?? '9'
  const second = () => new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  await expect.poll(() => second() > signedAt, { timeout: patienceMs }).toBe(true)
}

const isHere = (fileName: string) => mediaItem(b.page, fileName).getAttribute('data-on-this-device')
/** The page's policy lets nothing be evaluated in it that waits there. */
const untilSound = (holds: (audio: HTMLAudioElement) => boolean) =>
  expect
    .poll(() => b.page.evaluate(`(${holds})(document.querySelector('[data-testid="preview-audio"]'))`), {
      ...{ timeout: patienceMs, interval: 50 },
    })
    .toBe(true)

test('[PL1] a video plays on a device that has no byte of it, though it is served as an attachment', async () => {
  const path = join(inject('e2eFolder'), 'streamed.webm')
  await makeVideo(path, await encodeClip(a.page, 20), 9 * 1024 * 1024)
  const assetId = await openedOnB('Streamed', path, 'streamed.webm')
  expect((await playThrough(b.page, patienceMs)).get(assetId)).toBeGreaterThan(4)
  expect(await isHere('streamed.webm')).toBe('false')
})

test('[PL1] [PL2] a long sound is sought before it is here, over an address that has expired, and plays on from there', async () => {
  const path = join(inject('e2eFolder'), 'tone.wav')
  await writeTone(path, 180)
  await openedOnB('Sound', path, 'tone.wav')
  await b.page.getByTestId('play').click()
  await untilSound((audio) => audio.currentTime > 0.3 && !audio.paused)
  await b.page.getByTestId('pause').click()

  const [first] = b.line.exchanges
    .map(({ request }) => request)
    .filter(isFetch)
    .slice(-1)
  if (!first) throw new Error('The sound was not asked for.')
  expect(first.url.search).toContain('X-Amz-Signature')
  const isOld = (request: ProxiedRequest) => isFetch(request) && request.url.search === first.url.search
  await untilSignedAnew(first)
  const remove = b.line.inject({ matches: isOld, fault: expiredUrl(), times: Number.POSITIVE_INFINITY })
  await b.page.evaluate(() => {
    const { now } = Date
    Date.now = () => now() + 15 * 60_000
  })
  const seen = b.line.exchanges.length
  await trimStart(b.page, 'tone.wav', 150)
  await untilSound((audio) => audio.currentTime >= 149.9 && audio.readyState >= 2 && !audio.seeking)
  await b.page.getByTestId('play').click()
  await untilSound((audio) => audio.currentTime > 150.5 && !audio.paused)
  remove()
  const fetches = b.line.exchanges.slice(seen).filter(({ request }) => isFetch(request))
  expect(fetches.some(({ request }) => !isOld(request))).toBe(true)
  expect(await isHere('tone.wav')).toBe('false')
  // Firefox itself tells of each request that this test refuses it, with its address.
  const ours = b.log.filter((line) => !line.includes('Cross-Origin Request Blocked'))
  expect(ours.filter((line) => line.includes('X-Amz-'))).toEqual([])
})

testInChromium('[DL8] of what an element has played nothing is in the browser once its page is gone', async () => {
  const { request } = b.line.exchanges.filter((exchange) => isFetch(exchange.request)).at(-1) ?? {}
  if (request === undefined) throw new Error('The sound was not asked for.')
  // Another tab: where requests are routed, as in the first, the browser's cache is off.
  const tab = await b.openTab()
  const play = async () => {
    const before = b.line.exchanges.length
    await tab.goto(new URL('/favicon.ico', stage.editorUrl).href)
    await tab.evaluate(async (src) => {
      const audio = Object.assign(document.createElement('audio'), { src })
      await audio.play()
    }, request.url.href)
    return b.line.exchanges.slice(before).filter((exchange) => isFetch(exchange.request)).length
  }
  expect(await play()).toBeGreaterThan(0)
  expect(await play()).toBeGreaterThan(0)
  await tab.close()
})

test('[PL1] what is here plays from here', async () => {
  await letThrough()
  await b.page.reload()
  await untilMedia(b.page, 'on-this-device', 1, patienceMs)
  await b.page.reload()
  await untilMedia(b.page, 'on-this-device', 1, patienceMs)
  await b.page.getByTestId('play').click()
  await untilSound((audio) => audio.currentTime > 150.5 && audio.src.startsWith('blob:'))
})

test('[ED6] a picture that shows from the cloud is not said to be coming', async () => {
  const path = join(import.meta.dirname, '../../docs/images/idle.png')
  await openedOnB('Picture', path, 'idle.png')
  const isShown = () => b.page.evaluate(`document.querySelector('.stage img')?.naturalWidth > 0`)
  await expect.poll(isShown, { timeout: patienceMs }).toBe(true)
  await expect.poll(() => b.page.locator('.stage-note').count(), { timeout: patienceMs }).toBe(0)
  expect(await isHere('idle.png')).toBe('false')
})
