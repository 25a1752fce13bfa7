/** Called by what `own-names.ts` makes of our modules. */
export const __name = (named: object, value: string): object =>
  Object.defineProperty(named, 'name', { value, configurable: true })
