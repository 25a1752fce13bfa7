/** On rows of media and snapshots: since when no run of housekeeping has found anything that refers to them, and the last that has not, in ms. */
export const markAttributes = { since: 'unreferenced_since', seen: 'unreferenced_seen' } as const

/** Of an update, what takes a row's mark off. */
export const removeMark = `${markAttributes.since}, ${markAttributes.seen}`
