import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UnknownOption } from '../failures/unknown-option.ts'

/**
 * The command line of a script, as `parseArgs` reads it.
 *
 * @throws UnknownOption
 */
export function readOptions<T extends ParseArgsConfig>(args: readonly string[], config: T) {
  try {
    return parseArgs<T & { args: string[] }>({ ...config, args: [...args] })
  } catch (error) {
    throw error instanceof TypeError ? new UnknownOption(error.message, { cause: error }) : error
  }
}

/** @throws UnknownOption where the command line holds anything at all */
export function readNoOptions(args: readonly string[]): void {
  readOptions(args, {})
}

/** @throws UnknownOption where the value is none from 1 on */
export function wholeNumber(option: string, text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new UnknownOption(`--${option} takes a whole number from 1, and "${text}" is none.`)
}
