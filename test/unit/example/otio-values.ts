import fc from 'fast-check'
import { ExactNumber } from '../../../example/timeline/json/exact-number.ts'

/** Number texts that a JavaScript number would round, reformat or refuse. */
export const awkwardNumbers = [
  '9007199254740993',
  '-18446744073709551616',
  '24.0',
  '1e400',
  '-0',
  '0.1000',
  'NaN',
  'Infinity',
  '-Infinity',
]

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.constantFrom(...awkwardNumbers).map((text) => new ExactNumber(text)),
)

/** Any JSON value an OpenTimelineIO writer may emit: keys that look like numbers or prototypes among them. */
export const otioValues = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('node')),
  node: fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('OTIO_SCHEMA', '__proto__', 'toJSON', 'isLosslessNumber', '7')),
    tie('value'),
    { maxKeys: 5 },
  ),
})).value
