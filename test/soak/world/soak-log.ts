/** The deeds of a run, one a line, for whoever follows a run that failed. */
export class SoakLog {
  readonly lines: string[] = []

  say(what: string): void {
    this.lines.push(`${new Date().toISOString().slice(14, 23)} ${what}`)
  }
}
