import { join } from 'node:path'
import { build } from 'esbuild'
import { openLoopbackServer } from '../../../dev/processes/loopback-server.ts'

export interface SoakPages {
  readonly url: string
  close(): Promise<void>
}

const worker = join(import.meta.dirname, '../../../client-lib/hashing/ingest-worker.ts')

/** Serves the page that has nothing but the sync, its script bundled as an app's is. */
export async function serveSoakPages(): Promise<SoakPages> {
  const { outputFiles } = await build({
    entryPoints: { 'soak-page': join(import.meta.dirname, '../page/soak-page.ts'), 'ingest-worker': worker },
    ...{ bundle: true, format: 'esm', outdir: '/', write: false },
  })
  const scripts = new Map(outputFiles.map(({ path, text }) => [path, text]))
  const html = '<!doctype html><title>Soak</title><script type="module" src="/soak-page.js"></script>'
  const { url, close } = await openLoopbackServer((request, response) => {
    // The client asks for its worker by its source's name.
    const script = scripts.get((request.url ?? '').replace(/\.ts$/, '.js'))
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript')
    response.end(script ?? html)
  })
  return { url, close }
}
