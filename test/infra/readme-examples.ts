import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const readme = () => readFile(join(import.meta.dirname, '../../README.md'), 'utf8')

/** The README's test of an app, and what came of it told by `tell`. */
export const appExample = async (tell: string) => {
  const [, lines = ''] = /```ts\n(import [^`]*'reelsync\/testing'[^`]*)```/.exec(await readme()) ?? []
  return `import { ApiFailure, readUsage } from 'reelsync'
${lines}
phone.line.fault('getUsage', { kind: 'problem', code: 'internal' })
const isOurs = await readUsage(phone.sync).catch((error: unknown) => error instanceof ApiFailure)
${tell}(JSON.stringify({ durability, document, isOurs }))
`
}

/** The README's examples in TypeScript, as they stand. */
export const typedExamples = async () =>
  [...(await readme()).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, lines = '']) => lines)

/** What the README's lines take from the app around them. */
export const aroundExamples = `
declare const user: { readonly sub: string }
declare const myStore: {
  ids(): Promise<string[]>
  read(id: string): Promise<ProjectEdit | undefined>
  write(edit: ProjectEdit): Promise<void>
  replaceIfEqual(edit: ProjectEdit, expected: ProjectEdit | undefined): Promise<boolean>
  removeIfEqual(id: string, expected: ProjectEdit): Promise<boolean>
}
declare const [id, assetId, versionId, assetIds, file, timeline]: [string, string, string, string[], File, object]
declare const video: MediaElement
declare function show(...told: readonly unknown[]): void
declare const [ask, warn, support]: readonly (typeof show)[]
`

/** Its components for React. */
export const reactExample = async () => /```tsx\n([\s\S]*?)```/.exec(await readme())?.[1] ?? ''

/** An app of them: tells what is shown of a save, and what locks are left of the syncs that StrictMode had made. */
export const reactApp = `
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const options = { apiUrl: location.origin, account: 'ada', getToken: async () => null }
const made = new Set<CloudSync>()
const shown = Promise.withResolvers<readonly [string, number]>()
function Page() {
  const sync = useSync()
  made.add(sync)
  const { durability } = useSyncStatus()
  const { length } = useConflicts()
  useEffect(() => {
    if (sync.status.get().projects.film?.durability === 'on-this-device') shown.resolve([durability, length])
  })
  useEffect(() => void sync.projects.save({ id: 'film', name: 'Film', document: '{}', assetIds: [] }).catch(() => {}), [sync])
  return <Clip projectId="film" assetId="clip" />
}
const root = createRoot(document.body.appendChild(document.createElement('div')))
root.render(<StrictMode><SyncProvider options={options}><Page /></SyncProvider></StrictMode>)
const [durability, questions] = await shown.promise
const locks = () => navigator.locks.query()
while ((await locks()).held?.length === 0);
root.unmount()
await Promise.all([...made].map((sync) => sync.close()))
const { held, pending } = await locks()
globalThis.told = JSON.stringify({ durability, questions, left: held.length + pending.length })
`
