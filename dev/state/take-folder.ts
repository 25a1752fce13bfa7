import { mkdir, rm } from 'node:fs/promises'
import { AlreadyRunning } from '../failures/already-running.ts'
import { takeFileLock } from './file-lock.ts'

/**
 * Takes a start's folder for this process alone; the promise's function lets go of it.
 *
 * @param isFresh removes what an earlier start left
 * @throws AlreadyRunning when another start has it
 */
export async function takeFolder(folder: string, isFresh: boolean): Promise<() => Promise<void>> {
  const lock = await takeFileLock(`${folder}.lock`)
  if ('holderPid' in lock) throw new AlreadyRunning(lock.holderPid, `${folder}.lock`)
  try {
    if (isFresh) await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    return lock.release
  } catch (error) {
    await lock.release()
    throw error
  }
}
