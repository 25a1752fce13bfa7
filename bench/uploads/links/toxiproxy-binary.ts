import { type GoProgram, goBinary } from '../../../dev/stores/go-binary.ts'

/** It reports its version as "git", whatever it is: the pin is the path it is kept under. */
const toxiproxy: GoProgram = {
  name: 'toxiproxy',
  version: 'v2.12.0',
  module: 'github.com/Shopify/toxiproxy/v2/cmd/server',
}

/** The pinned toxiproxy, built first where it is not: see `goBinary`. */
export function toxiproxyBinary(go: string, signal: AbortSignal, say: (text: string) => void): Promise<string> {
  return goBinary(toxiproxy, go, signal, say)
}
