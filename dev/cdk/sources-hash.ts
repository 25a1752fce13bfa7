import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const deployed = ['infra/**/*.ts', 'lambdas/**/*.ts', 'client-lib/contract/**/*.ts', 'cdk.json', 'package-lock.json']

/** A digest of everything a deployment is made from: equal digests deploy the same. */
export async function sourcesHash(context: readonly string[]): Promise<string> {
  const files: string[] = []
  for await (const file of glob(deployed, { cwd: root })) files.push(file)
  const hash = createHash('sha256').update(context.join('\n'))
  for (const file of files.sort()) hash.update(`\n${file}\n`).update(await readFile(join(root, file)))
  return hash.digest('hex')
}
