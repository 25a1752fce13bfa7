export interface PlayerState {
  readonly kind: 'paused' | 'playing'
  readonly atS: number
}

/** Moves the playhead. Time stands still while a picture or a sound on stage is not ready, so that none of it is skipped. */
export class Player {
  readonly #listeners = new Set<() => void>()
  readonly #stage = new Set<HTMLMediaElement>()
  #state: PlayerState = { kind: 'paused', atS: 0 }
  #durationS = 0
  #frame = 0

  readonly get = (): PlayerState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  setDuration(durationS: number): void {
    this.#durationS = durationS
    if (this.#state.atS > durationS) this.seek(durationS)
  }

  /** Puts an element on stage; returns how to take it off. */
  enter(element: HTMLMediaElement): () => void {
    this.#stage.add(element)
    return () => this.#stage.delete(element)
  }

  play(): void {
    if (this.#state.kind === 'playing' || this.#durationS === 0) return
    const atEnd = this.#state.atS >= this.#durationS - 0.01
    this.#set({ kind: 'playing', atS: atEnd ? 0 : this.#state.atS })
    let lastMs = performance.now()
    const step = (nowMs: number) => {
      const passedS = Math.max(0, nowMs - lastMs) / 1000
      lastMs = nowMs
      if (this.#ready()) this.#advance(passedS)
      if (this.#state.kind === 'playing') this.#frame = requestAnimationFrame(step)
    }
    this.#frame = requestAnimationFrame(step)
  }

  pause(): void {
    cancelAnimationFrame(this.#frame)
    this.#set({ ...this.#state, kind: 'paused' })
  }

  toggle(): void {
    if (this.#state.kind === 'playing') this.pause()
    else this.play()
  }

  seek(atS: number): void {
    this.#set({ ...this.#state, atS: Math.max(0, Math.min(atS, this.#durationS)) })
  }

  close(): void {
    this.pause()
    this.#listeners.clear()
  }

  #advance(passedS: number): void {
    const atS = this.#state.atS + passedS
    if (atS < this.#durationS) this.#set({ kind: 'playing', atS })
    else this.#set({ kind: 'paused', atS: this.#durationS })
  }

  #ready(): boolean {
    return [...this.#stage].every((element) => element.error !== null || (element.readyState >= 2 && !element.seeking))
  }

  #set(state: PlayerState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
