/** `STATUS_CODES` of `node:http`, by which middy names errors that no function of ours throws. */
export const STATUS_CODES: Readonly<Record<string, string>> = {}
