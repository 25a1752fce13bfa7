import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface FileLock {
  /** May be repeated. */
  release(): Promise<void>
}

/** Who holds the lock, when it is not us. */
export interface LockHolder {
  readonly holderPid: number
}

/**
 * Takes the lock file, or says which living process holds it. A lock whose process is dead is taken over.
 *
 * @param file its folder is made
 */
export async function takeFileLock(file: string): Promise<FileLock | LockHolder> {
  await mkdir(dirname(file), { recursive: true })
  for (;;) {
    if (await createLock(file)) return { release: () => rm(file, { force: true }) }
    const holder = await readHolder(file)
    if (holder !== undefined && isAlive(holder)) return { holderPid: holder }
    if (holder !== undefined) await removeStale(file, holder)
  }
}

async function createLock(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx')
    await handle.writeFile(String(process.pid))
    await handle.close()
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** The pid in the lock file; 0, which is never alive, when it holds none; undefined when the file has gone. */
async function readHolder(file: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(file, 'utf8'), 10) || 0
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** By rename, so that of two who find the same stale lock one removes it, and neither the lock that follows it. */
async function removeStale(file: string, stalePid: number): Promise<void> {
  const aside = `${file}.stale-${process.pid}`
  try {
    await rename(file, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  const moved = await readHolder(aside)
  if (moved === undefined || moved === stalePid) await rm(aside, { force: true })
  else await rename(aside, file)
}

export function isAlive(pid: number): boolean {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code
