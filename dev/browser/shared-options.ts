import type { BrowserDeviceOptions } from './launched-browser.ts'

/** What every engine is launched with. */
export function sharedOptions({ viewport }: Pick<BrowserDeviceOptions, 'viewport'>) {
  return {
    ...(viewport && { viewport }),
    acceptDownloads: true,
    // Whoever launches it decides what Ctrl-C means.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  } as const
}
