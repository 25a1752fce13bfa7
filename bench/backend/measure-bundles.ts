import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '../../infra/bundles/bundle-options.ts'
import type { TokenVerifier } from '../../infra/gateway/token-verifier.ts'
import type { Figure } from '../report/figure.ts'
import { budgets } from './budgets.ts'

const root = join(import.meta.dirname, '../..')

export interface Bundles {
  readonly projects: string
  readonly media: string
  /** What any function costs that does nothing. */
  readonly empty: string
}

/** Both functions and an empty one, bundled as infra bundles them, each to `index.mjs` in a folder of its own. */
export async function makeBundles(folder: string, verifier: TokenVerifier = 'gateway'): Promise<Bundles> {
  await mkdir(folder, { recursive: true })
  const emptyEntry = join(folder, 'empty.ts')
  await writeFile(emptyEntry, 'export const handler = async () => ({ statusCode: 204 })\n')
  const bundled = async (name: string, entry: string) => {
    await build(bundleOptions(entry, join(folder, name), verifier))
    return join(folder, name, 'index.mjs')
  }
  return {
    projects: await bundled('projects', join(root, 'lambdas/projects.ts')),
    media: await bundled('media', join(root, 'lambdas/media.ts')),
    empty: await bundled('empty', emptyEntry),
  }
}

export async function measureBundles(bundles: Bundles): Promise<Figure[]> {
  const figure = async (name: 'projects' | 'media'): Promise<Figure> => ({
    name: `bundle of ${name}`,
    value: (await stat(bundles[name])).size,
    most: budgets.bundleBytes[name],
    unit: 'bytes',
  })
  return [await figure('projects'), await figure('media')]
}
