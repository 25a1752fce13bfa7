import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as v from 'valibot'
import type { CheckResult } from './finding.ts'

const run = promisify(execFile)
const Sizes = v.array(v.object({ name: v.string(), passed: v.boolean(), size: v.number(), sizeLimit: v.number() }))

/** The sizes of `.size-limit.js`, kept by what the package's build has made. */
export async function checkClientSize(root: string): Promise<CheckResult> {
  // It ends with 1 where a size is over its limit, and tells all the same.
  const { stdout } = await run('node_modules/.bin/size-limit', ['--json'], { cwd: root }).catch((error) => error)
  return compareSizes(v.parse(Sizes, JSON.parse(stdout)))
}

export function compareSizes(sizes: v.InferOutput<typeof Sizes>): CheckResult {
  const over = sizes.filter(({ passed }) => !passed)
  return {
    findings: over.map(
      ({ name, size, sizeLimit }) =>
        `The client, ${name}, has ${kB(size)} of ${kB(sizeLimit)}. Take out what not every app needs, or say why in .size-limit.js.`,
    ),
    looked: sizes.map(({ name, size, sizeLimit }) => `${name} ${kB(size)} of ${kB(sizeLimit)}`).join(', '),
  }
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
