import type { FunctionName } from '#contract/route.ts'

/** What the routes of each function are about; a function without a line fails the compile. */
export const functionSummaries: Readonly<Record<FunctionName, string>> = {
  projects: 'Project documents, each write on the version that it was made on.',
  media: 'The files that projects refer to: sent to the store and fetched from it by presigned addresses.',
}
