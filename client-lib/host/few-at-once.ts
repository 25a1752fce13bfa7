import { createSlots } from '../queue/create-slots.ts'

/** Each may hold a whole document of the app's in memory, and its patience begins as its store is asked. */
const atOnce = 8

/** Does `work` for each of them, a few at once. */
export function fewAtOnce<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const slots = createSlots(atOnce)
  return Promise.all(all.map((one) => slots.use(() => work(one))))
}
