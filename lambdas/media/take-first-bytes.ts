/** As many from the start as hold at most `limitBytes` together, and always one. */
export function takeFirstBytes<T>(items: readonly T[], sizeOf: (item: T) => number, limitBytes: number) {
  let sum = 0
  const beyond = items.findIndex((item, index) => {
    sum += sizeOf(item)
    return index > 0 && sum > limitBytes
  })
  const count = beyond === -1 ? items.length : beyond
  return { taken: items.slice(0, count), left: items.slice(count) }
}
