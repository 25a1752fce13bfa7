import { Worker } from 'node:worker_threads'

/** Runs a module on a thread of its own until it ends, and hands on what it reports. */
export function runOnThread<Task, Report>(
  module: URL,
  workerData: Task,
  onReport: (report: Report) => void,
): Promise<void> {
  const worker = new Worker(module, { workerData })
  worker.on('message', onReport)
  return new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A thread ended with ${code}.`))))
  })
}
