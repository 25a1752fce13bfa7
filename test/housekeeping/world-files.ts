import { planParts } from '#contract/part-rule.ts'
import { type AssetFixture, assetOf } from '../suites/asset-fixture.ts'

const smallFiles = 5
const megabyte = 1024 * 1024

let made: Promise<readonly AssetFixture[]> | undefined

/** The files that every world has: small ones of one part, an empty one, and one of two parts. */
export function worldFiles(): Promise<readonly AssetFixture[]> {
  made ??= makeFiles()
  return made
}

async function makeFiles(): Promise<readonly AssetFixture[]> {
  const small = Array.from({ length: smallFiles }, (_, index) => new Uint8Array(3 * index).fill(index + 1))
  const large = new Uint8Array(9 * megabyte).fill(7)
  if (planParts(large.byteLength).partCount !== 2) throw new Error('The large file has not two parts.')
  return Promise.all([...small, large].map((bytes) => assetOf(bytes)))
}
