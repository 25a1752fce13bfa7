/** `setTimeout` of `node:timers`. */
export const setTimeout = globalThis.setTimeout
