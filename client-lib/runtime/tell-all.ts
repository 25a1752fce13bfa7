/** Tells every listener; one that throws is the app's own fault, reported as such, and keeps nothing from the others or from us. */
export function tellAll<T>(listeners: Iterable<(told: T) => void>, told: T): void {
  for (const listener of [...listeners]) {
    try {
      listener(told)
    } catch (error) {
      if (typeof reportError === 'function') reportError(error)
    }
  }
}
