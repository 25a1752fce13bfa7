import { spawn } from 'node:child_process'

/**
 * Runs a command that must not outlive its starter: `node tether.ts COMMAND ARG…`.
 * The starter holds this process's stdin. When it closes, because the starter asked or because it died,
 * the command is told to stop, given time to write its state, and then its whole process group is ended.
 */
const graceMs = 20_000
const [command = '', ...args] = process.argv.slice(2)

const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] })

function signalGroup(signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is gone: nothing left to end.
  }
}

function stop(): void {
  child.kill('SIGTERM')
  setTimeout(() => signalGroup('SIGKILL'), graceMs).unref()
}

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(127)
})
child.on('exit', (code, signal) => {
  // What the command started and left behind, such as the workers of a local cloud.
  signalGroup('SIGKILL')
  process.exit(code ?? (signal === null ? 1 : 128))
})
process.stdin.on('end', stop).on('error', stop).resume()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
