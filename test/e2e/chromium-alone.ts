import { test } from 'vitest'
import { browserEngine } from '../../dev/browser/browser-engine.ts'

/** What only Chromium can be made to do, or does at all: in another browser these tests are skipped, by their names. */
export const testInChromium = test.runIf(browserEngine() === 'chromium')
