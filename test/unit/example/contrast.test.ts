import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const styles = await readFile(join(import.meta.dirname, '../../../example/styles/base.css'), 'utf8')
const colours = new Map(
  [...styles.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
)

/** WCAG 2's relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const of = (colour: string) => luminance(colours.get(colour) ?? colour)

test.each([
  ['#ffffff', 'accent-deep'],
  ['text', 'panel'],
  ['muted', 'ground'],
  ['muted', 'panel'],
  ['good', 'panel'],
  ['danger', 'panel'],
  ['ask', 'panel'],
])('the example’s %s can be read on %s: WCAG asks for 4.5 to 1', (text, ground) => {
  const [dark = 0, light = 0] = [of(text), of(ground)].sort((one, other) => one - other)
  expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5)
})
