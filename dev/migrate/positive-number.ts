import { MigrateFailure } from './migrate-failure.ts'

/** @throws MigrateFailure `unknown-command` */
export function positiveNumber(option: string, text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new MigrateFailure(
    'unknown-command',
    `--${option} ${text} is no whole number above 0.`,
    `Give --${option} 100, for one.`,
  )
}
