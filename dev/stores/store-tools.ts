/** A program that must be on the machine, and how it says its version. */
export interface Tool {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Its first two groups are the version's numbers. */
  readonly version: RegExp
  readonly least: readonly [major: number, minor: number]
}

const javaHome = process.env.JAVA_HOME

/** What DynamoDB Local runs on. */
export const java: Tool = {
  name: 'Java 17 or later',
  command: javaHome ? `${javaHome}/bin/java` : 'java',
  args: ['-version'],
  version: /version "(\d+)(?:\.(\d+))?/,
  least: [17, 0],
}

/** What versitygw is built with; from 1.21 on Go fetches by itself the release that a module asks for. */
export const go: Tool = {
  name: 'Go 1.21 or later',
  command: 'go',
  args: ['version'],
  version: /go version go(\d+)\.(\d+)/,
  least: [1, 21],
}

/** @param output what the tool says when asked for its version */
export function isLateEnough({ version, least }: Tool, output: string): boolean {
  const found = version.exec(output)
  if (found === null) return false
  const [major = 0, minor = 0] = found.slice(1).map((digits) => Number(digits ?? 0))
  return major > least[0] || (major === least[0] && minor >= least[1])
}
