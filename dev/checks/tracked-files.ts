import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The files of the tree as git sees it: tracked, or new and not ignored. */
export function trackedFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return listed.split('\0').filter((path) => path !== '' && existsSync(`${root}/${path}`))
}
