import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { UserDevice } from '../browser/user-device.ts'
import { reelsyncFolder } from '../state/reelsync-folder.ts'

/** Keeps what each device showed, said and sent, for whoever looks into a failure; answers where. */
export async function keepEvidence(devices: readonly UserDevice[]): Promise<string> {
  const folder = join(reelsyncFolder, 'demo', new Date().toISOString().replaceAll(':', '-'))
  await mkdir(folder, { recursive: true })
  for (const device of devices) {
    const file = (name: string) => join(folder, `${device.name}-${name}`)
    await writeFile(file('console.log'), `${device.log.join('\n')}\n`)
    await writeFile(file('traffic.jsonl'), device.line.exchanges.map(trafficLine).join(''))
    // A browser that was killed or hangs has no screen; the rest is kept all the same.
    const shown = Promise.resolve().then(() => device.page.screenshot({ path: file('screen.png'), timeout: 10_000 }))
    await shown.catch(() => undefined)
  }
  return folder
}

/** Without the query: presigned addresses carry a signature there. */
function trafficLine({ request, forwardedBytes, phase }: UserDevice['line']['exchanges'][number]): string {
  const { kind, method, url } = request
  const part = request.kind === 'part' ? { partNumber: request.partNumber } : {}
  return `${JSON.stringify({ request: kind, method, address: url.origin + url.pathname, ...part, forwardedBytes, ...phase })}\n`
}
