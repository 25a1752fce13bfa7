import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readNoOptions } from '../script/read-options.ts'
import { runScript } from '../script/run-script.ts'
import { bundleTesting } from './bundle-testing.ts'
import { packFunctions } from './pack-functions.ts'
import { pointToBuiltFiles } from './point-to-built-files.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'dist')

const usage = `npm run build

Builds the package into dist: client and constructs as ES modules with declarations, the functions' bundles, and what
apps test with.`

async function buildPackage(): Promise<void> {
  rmSync(built, { recursive: true, force: true })
  compile('client-lib/tsconfig.build.json')
  buildConstructs()
  declareTesting()
  for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(built, file).split(sep).join('/')
    writeFileSync(file, pointToBuiltFiles(path, readFileSync(file, 'utf8')))
  }
  await packFunctions(join(built, 'cdk'))
  await bundleTesting(join(built, 'testing'))
}

/** What they share with the client, the contract, is built with it. */
function buildConstructs(): void {
  compile('infra/tsconfig.build.json')
  renameSync(join(built, 'sources/infra'), join(built, 'cdk'))
  rmSync(join(built, 'sources'), { recursive: true })
}

/** Its types, beside those of the client; those of the cloud inside it are nobody's. */
function declareTesting(): void {
  compile('testing/tsconfig.build.json')
  renameSync(join(built, 'sources/testing'), join(built, 'testing'))
  rmSync(join(built, 'testing/cloud'), { recursive: true })
  rmSync(join(built, 'sources'), { recursive: true })
}

function compile(project: string): void {
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', project], { cwd: root, stdio: 'inherit' })
}

await runScript(usage, async (args) => {
  readNoOptions(args)
  await buildPackage()
})
