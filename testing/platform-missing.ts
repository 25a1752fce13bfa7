const needed = [
  'CompressionStream',
  'DecompressionStream',
  'ReadableStream',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'structuredClone',
]

/** The test's environment keeps from it what every browser and Node have. */
export class PlatformMissing extends Error {
  override readonly name = 'PlatformMissing'

  constructor(missing: readonly string[]) {
    super(
      `This test environment has no ${missing.join(', ')}, which browsers and Node have, and Jest's jsdom keeps from its ` +
        'tests. Run the file in Node, by `@jest-environment node` at its top, or in an environment that gives them back: the README of reelsync shows one.',
    )
  }
}

/** @throws PlatformMissing */
export function requirePlatform(): void {
  const missing = needed.filter((name) => (globalThis as Readonly<Record<string, unknown>>)[name] === undefined)
  if (globalThis.crypto?.subtle === undefined) missing.push('crypto.subtle')
  if (missing.length > 0) throw new PlatformMissing(missing)
}
