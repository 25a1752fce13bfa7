import { expect, test } from 'vitest'
import { databaseName } from '../../../client-lib/device-accounts/database-name.ts'
import { handlesDatabaseName } from '../../../client-lib/media-store/in-place/handle-records.ts'
import { mediaDatabaseName } from '../../../client-lib/media-store/media-database-name.ts'

const accounts = [
  null,
  '',
  '_signed-out',
  '_',
  '-',
  'ada',
  'Ada',
  'a/b',
  'a_2f_b',
  'a_2f_',
  'ädä',
  'ada-media',
  'ada-in-place',
]

test('[AC2] each account has databases of its own: no two names are one, and none another’s for media or handles', () => {
  const names = [...accounts, 'ada-media-media', 'media', 'in-place'].map(databaseName)
  const all = names.flatMap((name) => [name, mediaDatabaseName(name), handlesDatabaseName(name)])
  expect(new Set(all).size).toBe(all.length)
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]+$/)
})

test('[AC2] the subject of a user pool is its database’s name as it is', () => {
  const subject = '0b6f3a1e-7d5c-4a8e-9f21-3c4d5e6f7a8b'
  expect(databaseName(subject)).toBe(`reelsync-${subject}`)
})
