import crypto, { createHash } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

let made = 0

/** Has the server's ids follow from how many were made: by them rows are listed, and housekeeping goes in that order. */
export function makeIdsSteady(): void {
  crypto.randomUUID = () => {
    made += 1
    const hash = createHash('sha256').update(`${made}`).digest('hex')
    return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  }
  syncBuiltinESMExports()
}

/** Each run begins with the same. */
export function beginIds(): void {
  made = 0
}
