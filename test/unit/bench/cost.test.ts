import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { budgets } from '../../../bench/backend/budgets.ts'
import { sampleDocument } from '../../../bench/backend/sample-document.ts'
import { billOf } from '../../../bench/cost/bill.ts'
import { costPage } from '../../../bench/cost/cost-page.ts'
import { mostAccounts } from '../../../bench/cost/housekeeping-reach.ts'
import { costOf } from '../../../bench/cost/prices.ts'
import { byPressure } from '../../../bench/cost/quotas.ts'
import { type RequestName, requestCalls } from '../../../bench/cost/request-calls.ts'
import { rowKb } from '../../../bench/cost/row-sizes.ts'
import { scales } from '../../../bench/cost/scales.ts'
import * as limits from '../../../client-lib/contract/limits.ts'
import { compareCosts } from '../../../dev/checks/cost-drift.ts'

test('[CO3] the committed page is what the counts come to, and another is found out', async () => {
  const committed = await readFile('docs/cost.md', 'utf8')
  expect(compareCosts(committed, costPage())).toEqual([])
  expect(compareCosts(committed.replace('| 1,200 |', '| 1,201 |'), costPage())).toHaveLength(1)
})

test('[CO3] the bill of 100,000 users is what a pocket calculator makes of it', () => {
  const { lines, total, perUser } = billOf(100_000)
  // 1,800 polls, 60 openings, 1,200 writes, 2 + 10 + 10 presigns, 10 completions and 10 downloads: 3,102 requests.
  expect(lines.apiRequests).toBeCloseTo(300 * 1 + 10.2 * 0.9, 6)
  // And 1,200 versions for the history, and 30 looks of housekeeping.
  expect(lines.lambdaRequests).toBeCloseTo((310.2 + 123 - 1) * 0.2, 6)
  // 9 units a write, and 8 + 8 for its version; 22 where a project is told of its media, 18 where an upload is opened;
  // 2 to count it, at both ends; 1 for housekeeping to save its place.
  const units = 1200 * (9 + 16) + 2 * 22 + 10 * (22 + 18 + 2) + 10 * 22 + 10 * (22 + 2) + 30
  expect(lines.writeUnits).toBeCloseTo((units * 0.625) / 10, 6)
  expect(lines.readUnits).toBeCloseTo(((1800 + 60 * 4 + 1200 * (2 + 9) + 30 * 27 + 10 * 16 + 10 * 7) * 0.125) / 10, 6)
  // 13 parts a file, and 4 calls of ours.
  expect(lines.s3Writes).toBeCloseTo((100_000 * 10 * (13 + 4) * 0.005) / 1000, 6)
  expect(lines.activeUsers).toBeCloseTo(90_000 * 0.015, 6)
  expect(lines.objectGb).toBeCloseTo(51_200 * 0.023 + (500_000 - 51_200) * 0.022, 6)
  expect(total).toBeCloseTo(
    Object.values(lines).reduce((sum, line) => sum + line, 0),
    6,
  )
  expect(perUser).toBeCloseTo(total / 100_000, 9)
})

test('[CO3] each unit is paid at the price of its tier', () => {
  expect(costOf('transferGb', 100)).toBe(0)
  expect(costOf('transferGb', 101)).toBeCloseTo(0.09, 9)
  expect(costOf('transferGb', 10 * 1024 + 2)).toBeCloseTo((10 * 1024 - 100) * 0.09 + 2 * 0.085, 6)
})

test('[CO1, CO3] no request is priced above its budget of calls, and each that has a budget is priced', () => {
  for (const [request, most] of Object.entries(budgets.calls)) {
    expect(requestCalls[request as RequestName].length, request).toBeLessThanOrEqual(most)
  }
})

test('[CO3] a project of 30 KB takes the row that it is priced at', () => {
  const mutations = 32 * (16 + 16 + 6 + 'm.s00'.length)
  const names = limits.nameCharacters + 20 * 'asset-0123456789abcdef'.length + 200
  const bytes = gzipSync(sampleDocument()).byteLength + mutations + names
  expect(Math.ceil(bytes / 1024)).toBe(rowKb.project)
})

test('[CO3] the quotas of more users are nearer, in the same order of what is asked of them', () => {
  const [first] = byPressure(100_000)
  const [later] = byPressure(10_000_000)
  expect(first?.share).toBeGreaterThan(0)
  expect(later?.share).toBeCloseTo(100 * (first?.share ?? 0), 6)
})

test('[HK11] housekeeping comes to every account of the largest scale before a mark is too old', () => {
  const most = Math.max(...scales.map(({ users }) => users))
  expect(mostAccounts()).toBeGreaterThan(most)
})
