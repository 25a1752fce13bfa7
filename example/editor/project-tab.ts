const patienceMs = 3000

/** One project open in this tab, and in no other. */
export interface ProjectTab {
  /** Lets another tab open it. */
  release(): void
}

/**
 * Makes this the tab that edits the project: the tab that did is asked to save and let go; one that does not answer is passed over.
 *
 * @param onAsked another tab takes the project: settles when everything here is saved
 */
export async function takeProject(name: string, onAsked: () => Promise<void>): Promise<ProjectTab> {
  const channel = new BroadcastChannel(name)
  channel.postMessage('hand-over')
  let isAsked = false
  const letGo = () => {
    if (!isAsked) void onAsked().finally(() => release())
    isAsked = true
  }
  // A tab that was frozen when it was asked did not hear it: that its lock is gone tells it.
  const free = await heldLock(name, { signal: AbortSignal.timeout(patienceMs) }, letGo).catch(() =>
    heldLock(name, { steal: true }, letGo),
  )
  const release = () => {
    channel.close()
    free()
  }
  channel.onmessage = letGo
  return { release }
}

/** Settles with the way to free it once the lock is held. */
function heldLock(name: string, options: LockOptions, onStolen: () => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    let isHeld = false
    const held = () => {
      isHeld = true
      return new Promise<void>((free) => resolve(free))
    }
    navigator.locks.request(name, options, held).catch((error) => (isHeld ? onStolen() : reject(error)))
  })
}
