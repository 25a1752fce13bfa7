import * as v from 'valibot'

interface Shape {
  readonly S?: string | undefined
  readonly N?: string | undefined
  readonly B?: string | undefined
  readonly BOOL?: boolean | undefined
  readonly NULL?: boolean | undefined
  readonly L?: readonly Shape[] | undefined
  readonly M?: Readonly<Record<string, Shape>> | undefined
}

const text = v.optional(v.string())
const flag = v.optional(v.boolean())
const Attribute: v.GenericSchema<Shape> = v.pipe(
  v.strictObject({
    ...{ S: text, N: text, B: text, BOOL: flag, NULL: flag },
    L: v.optional(v.array(v.lazy(() => Attribute))),
    M: v.optional(
      v.record(
        v.string(),
        v.lazy(() => Attribute),
      ),
    ),
  }),
  v.check((attribute) => Object.keys(attribute).length === 1, 'must be of one type'),
)

/** A row of a stream's record, where bytes are base64, as plain values. */
export const StreamedImage = v.pipe(v.record(v.string(), Attribute), v.transform(plainRow))

function plainRow(row: Readonly<Record<string, Shape>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).map(([name, attribute]) => [name, plainValue(attribute)]))
}

function plainValue({ S, N, B, BOOL, L, M }: Shape): unknown {
  if (S !== undefined) return S
  if (N !== undefined) return Number(N)
  if (B !== undefined) return new Uint8Array(Buffer.from(B, 'base64'))
  if (BOOL !== undefined) return BOOL
  if (L !== undefined) return L.map(plainValue)
  return M === undefined ? null : plainRow(M)
}
