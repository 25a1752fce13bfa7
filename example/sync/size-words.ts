const units = ['B', 'KB', 'MB', 'GB', 'TB']

/** `3.4 MB`: two significant places below ten. */
export function sizeWords(bytes: number): string {
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power]}`
}
