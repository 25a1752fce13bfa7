import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build as esbuild } from 'esbuild'
import { build as vite } from 'vite'

const entry = 'app.js'

/** An app of these lines as Vite builds it: each script by its path. */
export async function builtByVite(folder: string, lines: string): Promise<ReadonlyMap<string, string>> {
  await writeFile(join(folder, entry), lines)
  const output = { entryFileNames: 'app.js' }
  const built = await vite({
    ...{ root: folder, configFile: false, logLevel: 'error' },
    build: { write: false, rolldownOptions: { input: join(folder, entry), output } },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  return new Map(
    outputs.map((one) => [`/${one.fileName}`, one.type === 'chunk' ? one.code : Buffer.from(one.source).toString()]),
  )
}

/** The same as esbuild does it by the entries that the README names. */
export async function builtByEsbuild(folder: string, lines: string): Promise<ReadonlyMap<string, string>> {
  await writeFile(join(folder, entry), lines)
  const outdir = join(folder, 'bundled')
  const [, worker = ''] = /ingest-worker=(\S+)/.exec(await readFile('README.md', 'utf8')) ?? []
  const entryPoints = { app: entry, 'ingest-worker': worker }
  const { outputFiles } = await esbuild({
    ...{ absWorkingDir: folder, entryPoints, outdir, bundle: true, format: 'esm', write: false },
  })
  return new Map(outputFiles.map(({ path, text }) => [path.slice(outdir.length), text]))
}
