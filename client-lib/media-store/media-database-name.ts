/** The device's rows have the database of the account's own name. */
export function mediaDatabaseName(name: string): string {
  return `${name}-media`
}
