/** What only the page itself can ask its browser. */
export interface Page {
  /** Whether the browser keeps it until the user removes it; false where it may delete what is not used. */
  isPersistent(): Promise<boolean>
  /** Asks the browser to; some ask the user. */
  persist(): Promise<boolean>
  /** Whether anything answers at an address, though the page may not see what. */
  answersAnybody(url: string): Promise<boolean>
  /** While true, the browser asks the user before the page is left. */
  guardLeaving(guarded: boolean): void
}
