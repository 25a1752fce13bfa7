/** What a device's browser is made of. */
export type BrowserEngine = 'chromium' | 'firefox'

/** The engine that `REELSYNC_BROWSER` names; Chromium, which comes with `npm ci`, where it names none. */
export function browserEngine(): BrowserEngine {
  const named = process.env.REELSYNC_BROWSER
  if (named === undefined || named === '' || named === 'chromium') return 'chromium'
  if (named === 'firefox') return 'firefox'
  throw new Error(`REELSYNC_BROWSER is ${named}; write chromium or firefox.`)
}
