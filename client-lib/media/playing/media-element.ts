/** What `attachAsset` needs of a `<video>` or an `<audio>`, which have it; so types need no DOM where an app is tested. */
export interface MediaElement {
  src: string
  currentTime: number
  playbackRate: number
  readonly paused: boolean
  readonly seeking: boolean
  readonly readyState: number
  readonly error: unknown
  readonly buffered: { readonly length: number; start(index: number): number; end(index: number): number }
  play(): Promise<void>
  load(): void
  removeAttribute(name: string): void
  addEventListener(name: string, listener: () => void, options: { readonly signal: AbortSignal }): void
}
