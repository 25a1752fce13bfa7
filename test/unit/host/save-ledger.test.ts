import { expect, test } from 'vitest'
import { createSaveLedger } from '../../../client-lib/host/save-ledger.ts'

test('[ST1] a save that ends late says nothing of the one that was begun after it', () => {
  const ledger = createSaveLedger(() => undefined)
  const [first, second] = [ledger.begin('film'), ledger.begin('film')]
  first.saved()
  expect(ledger.stages().get('film')).toBe('unsaved')
  first.queued()
  expect(ledger.stages().get('film')).toBe('unsaved')
  second.saved()
  expect(ledger.stages().get('film')).toBe('saved')
  second.queued()
  expect(ledger.stages().size).toBe(0)
})
