type PartRule = typeof import('#contract/part-rule.ts')

export const smallPartBytes = 1024

/**
 * The part rule with parts of 1 KiB, for client and server of a test of many: so many of 8 MiB no test can hold.
 * @example vi.mock('#contract/part-rule.ts', async (load) => (await import('./small-parts.ts')).smallParts(await load()))
 */
export function smallParts(rule: PartRule): PartRule {
  const planParts: PartRule['planParts'] = (sizeBytes) => {
    const partCount = Math.max(1, Math.ceil(sizeBytes / smallPartBytes))
    return { partRule: rule.currentPartRule, partSizeBytes: smallPartBytes, partCount }
  }
  return { ...rule, planParts }
}

/** A file of so many small parts, all different, the last one short. */
export function fileOfSmallParts(partCount: number): File {
  const bytes = new Uint8Array(partCount * smallPartBytes - 100)
  const view = new DataView(bytes.buffer)
  for (let part = 0; part < partCount; part += 1) view.setUint32(part * smallPartBytes, part + 1)
  return new File([bytes], 'film.mov')
}
