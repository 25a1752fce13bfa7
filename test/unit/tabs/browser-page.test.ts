import { afterEach, expect, test, vi } from 'vitest'
import { BrowserPage } from '../../../client-lib/runtime/browser-page.ts'

afterEach(() => vi.unstubAllGlobals())

test('[LS7] the browser asks before the page is left only while it is told to', () => {
  const window = new EventTarget()
  vi.stubGlobal('window', window)
  const page = new BrowserPage()
  const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  expect(isAsked()).toBe(false)
  page.guardLeaving(true)
  page.guardLeaving(true)
  expect(isAsked()).toBe(true)
  page.guardLeaving(false)
  expect(isAsked()).toBe(false)
})

test('[LS7] a browser that cannot promise has promised nothing', async () => {
  vi.stubGlobal('navigator', {})
  const page = new BrowserPage()
  expect([await page.isPersistent(), await page.persist()]).toEqual([false, false])
  vi.stubGlobal('navigator', { storage: { persisted: async () => true, persist: async () => true } })
  expect([await page.isPersistent(), await page.persist()]).toEqual([true, true])
})

test('[DG3] an answer that the page may not see is one, and none is none', async () => {
  const page = new BrowserPage()
  vi.stubGlobal('fetch', async () => new Response())
  expect(await page.answersAnybody('https://api.test')).toBe(true)
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no answer')))
  expect(await page.answersAnybody('https://api.test')).toBe(false)
})
