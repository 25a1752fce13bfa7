/**
 * Shows one step of a start while it runs.
 *
 * @param title what is being done
 * @param run does it; what it says is shown beside the title
 */
export type Steps = <T>(title: string, run: (say: (detail: string) => void) => Promise<T>) => Promise<T>

/** For tests and tools that show nothing. */
export const silentSteps: Steps = (_title, run) => run(() => undefined)
