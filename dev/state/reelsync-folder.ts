import { join } from 'node:path'

/** Everything the local cloud leaves on the machine; git ignores it. */
export const reelsyncFolder = join(import.meta.dirname, '../../.reelsync')
