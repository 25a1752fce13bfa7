import { afterEach, expect, test, vi } from 'vitest'
import { XhrTransport } from '../../../client-lib/media/xhr-transport.ts'

/** A request that the browser ends in its own way. */
class FakeRequest extends EventTarget {
  static last: FakeRequest | undefined
  readonly upload = new EventTarget()

  constructor() {
    super()
    FakeRequest.last = this
  }

  open() {}
  setRequestHeader() {}
  send() {}

  abort() {
    this.dispatchEvent(new Event('abort'))
  }
}

const request = (signal: AbortSignal) => ({ method: 'PUT', url: 'https://store/part', headers: {}, signal }) as const

afterEach(() => vi.unstubAllGlobals())

test('[UP37] a request that the browser ends, as where a link is followed, is one that was not answered', async () => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
  const sent = new XhrTransport().send(request(new AbortController().signal))
  FakeRequest.last?.abort()
  await expect(sent).rejects.toMatchObject({ name: 'NetworkFailed', reason: 'no-connection' })
})

test('[UP26] one that we end fails by our own reason', async () => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
  const ending = new AbortController()
  const sent = new XhrTransport().send(request(ending.signal))
  ending.abort(new Error('paused'))
  await expect(sent).rejects.toThrow('paused')
})
