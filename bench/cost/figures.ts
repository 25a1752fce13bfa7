/** Written the same on every machine, whatever its locale. */
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 })
const large = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3, notation: 'compact' })

export const count = (value: number): string => (value < 10_000 ? fine.format(value) : large.format(value))

/** @param usd with cents where it is small */
export const dollars = (usd: number): string => (usd < 100 ? `$${usd.toFixed(2)}` : `$${whole.format(usd)}`)

/** @param usd far below a dollar */
export const exactDollars = (usd: number): string =>
  usd === 0 ? 'free' : `$${usd.toFixed(12).replace(/0+$/, '').replace(/\.$/, '')}`

/** @param share 1 is all of it */
export const percent = (share: number): string => `${fine.format(share * 100)} %`
