/** As much of a media element as `attachAsset` touches; the test plays it. */
export class FakeElement extends EventTarget {
  readonly srcs: string[] = []
  paused = true
  playbackRate = 1
  currentTime = 0
  seeking = false
  readyState = 0
  bufferedToS = 0
  error: { readonly code: number } | null = null

  get buffered() {
    return { length: this.bufferedToS > 0 ? 1 : 0, start: () => 0, end: () => this.bufferedToS }
  }

  get src(): string {
    return this.srcs.at(-1) ?? ''
  }

  /** As in the browser: all that the element was about is reset. */
  set src(url: string) {
    this.srcs.push(url)
    Object.assign(this, { paused: true, playbackRate: 1, currentTime: 0, readyState: 0, error: null })
  }

  async play(): Promise<void> {
    this.paused = false
    this.dispatchEvent(new Event('play'))
  }

  pause(): void {
    if (this.paused) return
    this.paused = true
    this.dispatchEvent(new Event('pause'))
  }

  load(): void {}

  removeAttribute(name: 'src'): void {
    this[name] = ''
  }

  playsTo(atS: number): void {
    Object.assign(this, { currentTime: atS, readyState: 4 })
    this.dispatchEvent(new Event('timeupdate'))
  }

  seeksTo(atS: number): void {
    Object.assign(this, { currentTime: atS, seeking: true })
    this.dispatchEvent(new Event('seeking'))
  }

  waits(): void {
    this.dispatchEvent(new Event('waiting'))
  }

  /** As Chromium does it, which pauses what fails before it tells of it, and tells of no pause. */
  fails(code = 2): void {
    Object.assign(this, { error: { code }, seeking: false, paused: true })
    this.dispatchEvent(new Event('error'))
  }
}
