/** As long as Lambda lets a function run. */
export const longestRunMinutes = 15
/** As soon as one run must have ended: what a pass takes decides how many accounts there can be. */
export const startedEveryMinutes = 15
