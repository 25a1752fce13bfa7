import { spawn } from 'node:child_process'
import type { CheckResult } from './finding.ts'

/** A check that a tool makes by itself: its exit code decides, its output is shown only where it fails. */
export function toolCheck(command: string, args: readonly string[]): (root: string) => Promise<CheckResult> {
  return (root) =>
    new Promise((resolve, reject) => {
      const child = spawn(`node_modules/.bin/${command}`, args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NO_COLOR: '1' },
      })
      const output: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
      child.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') resolve({ findings: [`${command} is not installed: npm ci`], looked: command })
        else reject(error)
      })
      child.once('close', (code) => {
        const text = Buffer.concat(output).toString('utf8').trim()
        resolve({ findings: code === 0 ? [] : [text || `exit ${code}`], looked: [command, ...args].join(' ') })
      })
    })
}
