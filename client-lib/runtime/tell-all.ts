import { reportFault } from './report-fault.ts'

/**
 * Tells every listener; one that throws is the app's own fault, reported as such, and keeps nothing from the others or from us.
 * @param isNewest whether nothing newer was told meanwhile, by what a listener did: the others have heard of that by then
 */
export function tellAll<T>(listeners: Iterable<(told: T) => void>, told: T, isNewest = () => true): void {
  for (const listener of [...listeners]) {
    if (!isNewest()) return
    try {
      listener(told)
    } catch (error) {
      reportFault(error)
    }
  }
}
