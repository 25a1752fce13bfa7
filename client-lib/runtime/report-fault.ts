/** The app's own fault, told as any that nothing catches: by `window.onerror`, and in the console. */
export function reportFault(error: unknown): void {
  if (typeof reportError === 'function') reportError(error)
}
