type Side = 'left' | 'right'

/** A table in Markdown. */
export function markdownTable(
  head: readonly string[],
  sides: readonly Side[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [head, sides.map((side) => (side === 'right' ? '---:' : '---')), ...rows].map(line).join('\n')
}
