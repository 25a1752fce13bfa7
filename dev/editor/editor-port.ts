import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askedPort } from '../processes/asked-port.ts'
import { freePort } from '../processes/free-port.ts'

const usualPort = 5173

/**
 * The editor's port. What the page keeps on the device belongs to its origin, so the port of the last start is taken again;
 * `PORT` is meant, so it is refused when taken.
 *
 * @param folder remembers the port
 * @throws NoPort or PortTaken when `PORT` names none, or one that is taken
 */
export async function editorPort(folder: string): Promise<number> {
  const file = join(folder, 'editor-port')
  const asked = await askedPort('PORT')
  const last = Number(await readFile(file, 'utf8').catch(() => '')) || usualPort
  const port = asked ?? (await freePort(last))
  await writeFile(file, String(port))
  return port
}
