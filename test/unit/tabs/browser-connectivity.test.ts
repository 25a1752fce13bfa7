import { afterEach, expect, test, vi } from 'vitest'
import { BrowserConnectivity } from '../../../client-lib/runtime/browser-connectivity.ts'

afterEach(() => vi.unstubAllGlobals())

function page() {
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' })
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', document)
  return { window, document }
}

test('[QU6] online, focus, back from the cache and visible are hints; hidden is none', () => {
  const { window, document } = page()
  let hints = 0
  new BrowserConnectivity().onWake(() => {
    hints += 1
  })
  for (const event of ['online', 'focus', 'pageshow']) window.dispatchEvent(new Event(event))
  expect(hints).toBe(3)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(hints).toBe(3)
  document.visibilityState = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  expect(hints).toBe(4)
})

test('[QU10] who has unsubscribed hears nothing any more', () => {
  const { window, document } = page()
  new BrowserConnectivity().onWake(() => expect.unreachable())()
  document.visibilityState = 'visible'
  window.dispatchEvent(new Event('online'))
  document.dispatchEvent(new Event('visibilitychange'))
})

test('outside a page there are no hints, and no fault', () => {
  new BrowserConnectivity().onWake(() => expect.unreachable())()
})
