import type { Upcaster } from '../upcaster.ts'
import { savedAt } from './saved-at.ts'

/** How rows of the projects table came to be what they are. What a list shows is not among it: the index keeps no version. */
export const projectUpcasters: readonly Upcaster[] = [savedAt]
