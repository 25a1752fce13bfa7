import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Renders `docs/openapi.json` as one page that needs no other file and no network.
 *
 * @param page the file that is written, about 2.5 MB
 */
export async function renderApiPage(root: string, page: string): Promise<void> {
  const args = ['build-docs', 'docs/openapi.json', '--inlineBundle', '--output', page]
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  await run(join(root, 'node_modules/.bin/redocly'), args, { cwd: root, env })
}
