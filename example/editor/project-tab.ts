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
  const free = await heldLock(name, { signal: AbortSignal.timeout(patienceMs) }).catch(() =>
    heldLock(name, { steal: true }),
  )
  const release = () => {
    channel.close()
    free()
  }
  channel.onmessage = () => void onAsked().finally(release)
  return { release }
}

/** Settles with the way to free it once the lock is held. */
function heldLock(name: string, options: LockOptions): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = () => new Promise<void>((free) => resolve(free))
    // A lock that another tab took over rejects too; it has been answered by then.
    navigator.locks.request(name, options, held).catch(reject)
  })
}
