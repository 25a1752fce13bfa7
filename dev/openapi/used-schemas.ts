import type { JsonSchema } from './json-schemas.ts'

const reference = /"#\/components\/schemas\/(\w+)"/g

/** Of the schemas those that the operations lead to, straight or by one another. */
export function usedSchemas(
  paths: JsonSchema,
  schemas: Readonly<Record<string, JsonSchema>>,
): Record<string, JsonSchema> {
  const used = new Set<string>()
  const follow = (from: JsonSchema) => {
    for (const [, name] of JSON.stringify(from).matchAll(reference)) {
      const schema = name === undefined || used.has(name) ? undefined : schemas[name]
      if (name === undefined || schema === undefined) continue
      used.add(name)
      follow(schema)
    }
  }
  follow(paths)
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)))
}
