/** A vitest project, with what it runs on beside Node. */
export interface TestKind {
  readonly name: string
  /** A browser is needed beside the local cloud. */
  readonly needs: 'nothing' | 'local-cloud' | 'localstack' | 'local-stores' | 'firefox' | 'webkit'
}

/** In the order they run: what fails fast comes first. */
export const everydayKinds: readonly TestKind[] = [
  { name: 'unit', needs: 'nothing' },
  { name: 'adapters', needs: 'nothing' },
  { name: 'infra', needs: 'nothing' },
  { name: 'http', needs: 'local-cloud' },
  { name: 'e2e', needs: 'local-cloud' },
  { name: 'kills', needs: 'local-stores' },
]

export const localStackKinds: readonly TestKind[] = [{ name: 'localstack', needs: 'localstack' }]

export const adapterKinds: readonly TestKind[] = [{ name: 'local-stores', needs: 'local-stores' }]

/** The journeys in other browsers than Chromium. */
export const browserKinds: readonly TestKind[] = [
  { name: 'firefox', needs: 'firefox' },
  { name: 'webkit', needs: 'webkit' },
]

/** What is large or long: too much for every run, and run before a release. */
export const fullKinds: readonly TestKind[] = [
  { name: 'full', needs: 'local-stores' },
  { name: 'full-browser', needs: 'local-cloud' },
]
