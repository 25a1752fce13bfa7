import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pointToBuiltFiles } from './point-to-built-files.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'dist')

/** `npm run build`: the client as ES modules with declarations, file by file, so that bundlers can shake it. */
function buildPackage(): void {
  rmSync(built, { recursive: true, force: true })
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', 'client-lib/tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(built, file).split(sep).join('/')
    writeFileSync(file, pointToBuiltFiles(path, readFileSync(file, 'utf8')))
  }
}

buildPackage()
