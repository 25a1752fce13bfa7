import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const Manifest = v.object({ name: v.string(), version: v.string(), license: v.optional(v.string(), 'see below') })
const ofPackage = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/
const isNotice = (file: string) => /^(licen[cs]e|notice)(\.|$)/i.test(file)

/**
 * The licences of the packages that bundles hold, as their terms ask of whoever hands them on.
 *
 * @param root the inputs are told from there
 * @param inputs every file that went into a bundle
 */
export function thirdPartyLicences(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => ofPackage.exec(input)?.[0] ?? []))
  const texts = [...folders].map((folder) => {
    const path = join(root, folder)
    const { name, version, license } = v.parse(Manifest, JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')))
    const notices = readdirSync(path).filter(isNotice)
    return [`${name} ${version} (${license})`, ...notices.map((file) => readFileSync(join(path, file), 'utf8'))]
      .map((text) => text.trim())
      .join('\n\n')
  })
  return `${[...new Set(texts)].sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}
