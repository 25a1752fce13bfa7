import { readdir, readFile } from 'node:fs/promises'

/**
 * SIGKILL to the process that keeps the databases, and speaks to the network, for all pages of a WebKit: iOS ends it
 * in the background. The pages live on; WebKit's driver takes it for the end of the browser, and of its session.
 */
export async function killStorageProcess(profileDir: string): Promise<void> {
  const processes = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(read))
  const browsers = processes.filter(({ words }) => words[0]?.endsWith('python3') && words.includes(profileDir))
  const ours = new Set(browsers.map(({ id }) => id))
  const found = processes.find(({ parent, words }) => ours.has(parent) && words[0]?.endsWith('WebKitNetworkProcess'))
  if (found === undefined) throw new Error(`No WebKit runs on ${profileDir}.`)
  process.kill(found.id, 'SIGKILL')
}

/** One that has ended meanwhile has no words. */
async function read(name: string): Promise<{ id: number; parent: number; words: readonly string[] }> {
  const [line, status] = await Promise.all(['cmdline', 'status'].map((file) => readOf(name, file)))
  const parent = Number(/^PPid:\t(\d+)$/m.exec(status ?? '')?.[1])
  return { id: Number(name), parent, words: (line ?? '').split('\0') }
}

function readOf(name: string, file: string): Promise<string> {
  return readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')
}
