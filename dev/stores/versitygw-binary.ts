import { builtGoBinary, type GoProgram, goBinary } from './go-binary.ts'

const versitygw: GoProgram = {
  name: 'versitygw',
  version: 'v1.8.0',
  module: 'github.com/versity/versitygw/cmd/versitygw',
}

/** The pinned versitygw, where it is built already. */
export function builtVersitygw(): Promise<string | undefined> {
  return builtGoBinary(versitygw)
}

/** The pinned versitygw, built first where it is not: see `goBinary`. */
export function versitygwBinary(go: string, signal: AbortSignal, say: (text: string) => void): Promise<string> {
  return goBinary(versitygw, go, signal, say)
}
