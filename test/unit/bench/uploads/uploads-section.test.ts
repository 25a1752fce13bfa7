import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readKept } from '../../../../bench/uploads/report/keep-measured.ts'
import { uploadsChart } from '../../../../bench/uploads/report/uploads-chart.ts'
import { uploadsSection } from '../../../../bench/uploads/report/uploads-section.ts'
import { withSection } from '../../../../bench/uploads/report/with-section.ts'
import { keptFaults, keptRow, sentRun } from './measured-example.ts'

test('[BU2] the committed section and chart are what the committed measurement makes, and others are found out', async () => {
  const page = await readFile('docs/benchmarks.md', 'utf8')
  const measured = await readKept()
  expect(withSection(page, uploadsSection(measured))).toBe(page)
  expect(await readFile('docs/images/uploads.svg', 'utf8')).toBe(uploadsChart(measured))
  const other = { ...measured, rows: [keptRow()] }
  expect(withSection(page, uploadsSection(other))).not.toBe(page)
})

test('[BU2] a row tells medians with their range, failures, and what was not measured', () => {
  const rows = [keptRow({ reelsync: [800, 800, 1600, 1600].map((partsMs) => sentRun({ partsMs })) })]
  const section = uploadsSection({ rows, faults: keptFaults() })
  expect(section).toContain('| 64 MiB, loopback | **Reelsync** | 0.75 (0.50) |')
  expect(section).toContain('4 of 4 failed')
  expect(section).toContain('| **Reelsync** | killed at 50 % | by itself | 8.0 (16) | yes | 0 |')
})

test('a section takes the place of the one of its name, and leaves the others', () => {
  const page = '# Benchmarks\n\n## Client\n\nold\n\n## Uploads\n\nold\n\n## Server\n\nold\n'
  expect(withSection(page, '## Uploads\n\nnew\n')).toBe(
    '# Benchmarks\n\n## Client\n\nold\n\n## Uploads\n\nnew\n\n## Server\n\nold\n',
  )
  expect(withSection('# Benchmarks\n', '## Uploads\n\nnew\n')).toBe('# Benchmarks\n\n## Uploads\n\nnew\n')
})
