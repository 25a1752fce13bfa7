import type { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import { type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb'

type TokenStorage = Parameters<typeof cognitoUserPoolsTokenProvider.setKeyValueStorage>[0]
type Values = IDBPObjectStore<unknown, ['values'], 'values', 'readwrite'>

let opening: Promise<IDBPDatabase> | undefined

/**
 * Small values that outlive a crash, such as who is signed in. Browsers write localStorage to disk up to a minute late,
 * and a browser killed meanwhile would have signed the user out, with uploads waiting.
 */
export const deviceValues: TokenStorage = {
  getItem: async (key) => (await (await database()).get('values', key)) ?? null,
  setItem: (key, value) => write((values) => values.put(value, key)),
  removeItem: (key) => write((values) => values.delete(key)),
  clear: () => write((values) => values.clear()),
}

function database(): Promise<IDBPDatabase> {
  opening ??= openDB('reelsync-example.session', 1, { upgrade: (made) => void made.createObjectStore('values') })
  return opening
}

async function write(change: (values: Values) => Promise<unknown>): Promise<void> {
  const transaction = (await database()).transaction('values', 'readwrite', { durability: 'strict' })
  await Promise.all([change(transaction.store), transaction.done])
}
