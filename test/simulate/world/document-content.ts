/** A document of the simulated app: what each device last wrote into it. Some are followed by text, and are no JSON. */
export type DocumentContent = Readonly<Record<string, unknown>>

/** Of what is no JSON, nothing. */
export function contentOf(document: string | undefined): DocumentContent {
  try {
    return JSON.parse(document ?? '{}') as DocumentContent
  } catch {
    return {}
  }
}
