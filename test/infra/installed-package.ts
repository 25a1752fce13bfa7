import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandResult, runCommand } from '../../dev/processes/run-command.ts'

const root = join(import.meta.dirname, '../..')
/** What an installation would bring beside the package: here from this checkout, without a network. */
const beside = ['@types', 'aws-amplify', 'aws-cdk-lib', 'constructs', 'react', 'react-dom', 'valibot']

/** An app of a team's own, in an empty folder, that has installed what npm would publish. */
export class InstalledPackage {
  readonly folder: string

  static async install(): Promise<InstalledPackage> {
    const folder = await mkdtemp(join(tmpdir(), 'reelsync-installed-'))
    const installed = new InstalledPackage(folder)
    const modules = join(folder, 'node_modules')
    await mkdir(join(modules, 'reelsync'), { recursive: true })
    await must(installed.run('npm', ['pack', '--pack-destination', folder], root))
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? ''
    await must(installed.run('tar', ['-xzf', tarball, '-C', join(modules, 'reelsync'), '--strip-components=1']))
    for (const name of beside) await symlink(join(root, 'node_modules', name), join(modules, name))
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n')
    return installed
  }

  private constructor(folder: string) {
    this.folder = folder
  }

  /** `cdk synth` of an app of these lines, into the folder `out`. */
  async synth(lines: string): Promise<CommandResult> {
    await writeFile(join(this.folder, 'app.js'), lines)
    const cdk = join(root, 'node_modules/aws-cdk/bin/cdk')
    const app = [cdk, 'synth', '--app', `"${process.execPath}" app.js`, '--output', 'out']
    return await this.run(process.execPath, [...app, '--quiet', '--no-notices'])
  }

  /** The TypeScript compiler over an app of these lines; of options that come twice the later holds. */
  async compile(lines: string, more: readonly string[] = [], name = 'app.ts'): Promise<CommandResult> {
    await writeFile(join(this.folder, name), lines)
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--types',
      '',
    ]
    return await this.run(join(root, 'node_modules/.bin/tsc'), [...options, ...more, name])
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }

  run(command: string, args: readonly string[], cwd = this.folder): Promise<CommandResult> {
    return runCommand({ command, args, cwd }, new AbortController().signal)
  }
}

async function must(running: Promise<CommandResult>): Promise<void> {
  const { exitCode, output } = await running
  if (exitCode !== 0) throw new Error(output)
}
