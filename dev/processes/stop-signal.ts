const parentCheckMs = 1_000

/** Why a run ends that nobody waits for any more. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly by: string

  constructor(by: string) {
    super(`Stopped by ${by}.`)
    this.by = by
  }
}

/** Aborts on Ctrl-C, on a request to end, and when the npm that started us has gone without saying so. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = (by: string) => controller.abort(new Stopped(by))
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop(name))
  const parent = process.ppid
  const watch = setInterval(() => {
    // `ppid` changes when the parent dies: a killed npm passes no signal on.
    if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) stop('the end of npm')
  }, parentCheckMs)
  watch.unref()
  return controller.signal
}
