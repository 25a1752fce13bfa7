/** The page with this section, begun by its `## ` heading, in the place of the one of that name, or at the end. */
export function withSection(page: string, section: string): string {
  const heading = section.split('\n', 1)[0] ?? ''
  const lines = page.split('\n')
  const from = lines.indexOf(heading)
  if (from < 0) return `${page.trimEnd()}\n\n${section}`
  const next = lines.findIndex((line, index) => index > from && line.startsWith('## '))
  const before = lines.slice(0, from).join('\n').trimEnd()
  const after = next < 0 ? '' : `\n${lines.slice(next).join('\n')}`
  return `${before}\n\n${section}${after}`
}
