import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { installedMinistack } from '../../../dev/cloud/ministack-venv.ts'

const { signal } = new AbortController()

/** A virtual environment that was installed to its end; what its Python is now is the test's to say. */
async function environment(): Promise<{ readonly folder: string; readonly python: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'reelsync venv-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'bin'))
  await writeFile(join(folder, 'installed'), '1.0\n')
  return { folder, python: join(folder, 'bin', 'python') }
}

async function writeProgram(path: string, exitCode: number): Promise<void> {
  await writeFile(path, `#!/bin/sh\nexit ${exitCode}\n`)
  await chmod(path, 0o755)
}

test('[DV2] an environment whose Python finds ministack is used as it is', async () => {
  const { folder, python } = await environment()
  await writeProgram(python, 0)
  expect(await installedMinistack(signal, folder)).toBe(python)
})

test('[DV2] an environment whose Python was upgraded away is installed anew, not started', async () => {
  const { folder, python } = await environment()
  await symlink(join(folder, 'python3.9-that-was'), python)
  expect(await installedMinistack(signal, folder)).toBeUndefined()
})

test('[DV2] so is one whose Python is another now, and finds nothing of what was installed', async () => {
  const { folder, python } = await environment()
  await writeProgram(python, 1)
  expect(await installedMinistack(signal, folder)).toBeUndefined()
})

test('[DV2] half an installation is none', async () => {
  const { folder, python } = await environment()
  await writeProgram(python, 0)
  await rm(join(folder, 'installed'))
  expect(await installedMinistack(signal, folder)).toBeUndefined()
})
