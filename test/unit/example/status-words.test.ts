import type { Activity, Durability, StatusSnapshot } from 'reelsync'
import { expect, test } from 'vitest'
import { statusWords } from '../../../example/sync/status-words.ts'

const snapshot = (durability: Durability, activity: Activity): StatusSnapshot => ({
  durability,
  activity,
  reachable: true,
  keepTabOpen: false,
  mayBeEvicted: false,
  projects: {},
  uploads: { open: 0, totalBytes: 0, sentBytes: 0, acceptedBytes: 0, bytesPerSecond: 0, remainingMs: undefined },
})

test('[ST2] waiting says when it is tried again', () => {
  const waiting = snapshot('on-this-device', { kind: 'waiting', untilMs: 41_000, reason: 'unavailable' })
  expect(statusWords(waiting, 1000).activity).toBe('Trying again in 40 s')
})

test('being offline with nothing unsaved in the cloud is calm; work that waits for the user asks', () => {
  const waiting = { kind: 'waiting', untilMs: 0, reason: 'NetworkFailed' } as const
  expect(statusWords(snapshot('in-the-cloud', waiting), 0).severity).toBe('calm')
  expect(statusWords(snapshot('on-this-device', waiting), 0).severity).toBe('busy')
  expect(statusWords(snapshot('on-this-device', { kind: 'needs-auth' }), 0).severity).toBe('ask')
  expect(statusWords(snapshot('unsaved', { kind: 'storage-degraded', detail: '' }), 0).severity).toBe('danger')
})

test('[TA4] while files are sent from here the advice is to keep the tab open, and not for the moment of a save', () => {
  const uploading = { ...snapshot('on-this-device', { kind: 'syncing' }), keepTabOpen: true }
  const advised = { ...uploading, uploads: { ...uploading.uploads, open: 1, totalBytes: 9 } }
  expect(statusWords(advised, 0).advice).toBe('Keep this tab open')
  expect(statusWords({ ...uploading, durability: 'unsaved' }, 0).advice).toBeUndefined()
})

test('[LS7] work that cannot go on and that the browser may delete is warned of; what is just being sent is not', () => {
  const waiting = { kind: 'waiting', untilMs: 0, reason: 'NetworkFailed' } as const
  const evictable = (activity: Activity) => ({ ...snapshot('on-this-device', activity), mayBeEvicted: true })
  expect(statusWords(evictable(waiting), 0).advice).toContain('may clear it')
  expect(statusWords(evictable({ kind: 'needs-auth' }), 0).advice).toContain('may clear it')
  expect(statusWords(evictable({ kind: 'syncing' }), 0).advice).toBeUndefined()
  expect(statusWords(snapshot('on-this-device', waiting), 0).advice).toBeUndefined()
})
