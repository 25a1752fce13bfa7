import type { Page } from 'playwright-core'
import * as v from 'valibot'
import type { Figure } from '../report/figure.ts'
import { budgets } from './budgets.ts'
import { largeDocument } from './large-document.ts'
import { type Spread, spreadOf } from './spread.ts'

const warmUps = 5
const rounds = 40
const Times = v.array(v.object({ afterSave: v.number(), ownCopy: v.number(), put: v.number(), packedPut: v.number() }))

/** Both ways to save a megabyte, to what an app does by itself, in turns in one page: the medians' ratios. */
export async function measureSaves(page: Page): Promise<Figure[]> {
  const documents = Array.from({ length: warmUps + rounds }, (_, round) => largeDocument(round))
  const timed = `bench.timeSaves(${JSON.stringify(documents)})`
  const times = v.parse(Times, await page.evaluate(timed)).slice(warmUps)
  const of = (way: keyof (typeof times)[number]) => spreadOf(times.map((time) => time[way]))
  const figure = (name: string, save: Spread, bare: Spread, most: number): Figure => ({
    ...{ name, value: save.median / bare.median, most, unit: 'times' },
    note: `${rounds} rounds; ${shown(save)} to ${shown(bare)}`,
  })
  const { afterSave, ownCopy } = budgets.saveRatio
  return [
    figure('save() of 1 MB by afterSave to a bare strict put', of('afterSave'), of('put'), afterSave),
    figure('projects.save() of 1 MB to gzip and a bare strict put', of('ownCopy'), of('packedPut'), ownCopy),
  ]
}

function shown({ median, lower, upper }: Spread): string {
  return `${median.toFixed(1)} ms (half of them ${lower.toFixed(1)} to ${upper.toFixed(1)})`
}
