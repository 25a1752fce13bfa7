import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import * as keptVersion from '#contract/kept-version.ts'
import * as media from '#contract/media.ts'
import * as downloads from '#contract/media-downloads.ts'
import * as removal from '#contract/media-removal.ts'
import * as mediaRequests from '#contract/media-requests.ts'
import * as deletion from '#contract/project-deletion.ts'
import * as projectRequests from '#contract/project-requests.ts'
import * as projects from '#contract/projects.ts'
import type { Route } from '#contract/route.ts'
import { routes } from '#contract/routes.ts'
import * as snapshotRequests from '#contract/snapshot-requests.ts'
import * as snapshots from '#contract/snapshots.ts'
import * as versionRequests from '#contract/version-requests.ts'
import * as versions from '#contract/versions.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

const objects = new Set(['object', 'strict_object', 'loose_object', 'variant'])
/** A query is told parameter by parameter. */
const queries = new Set<unknown>(Object.values(routes).map((route: Route) => route.query))

const replies = {
  ...projects,
  ...deletion,
  ...media,
  ...downloads,
  ...removal,
  ...snapshots,
  ...versions,
  ...keptVersion,
}
const requests = { ...projectRequests, ...mediaRequests, ...snapshotRequests, ...versionRequests }

/** The contract's objects that have a name of their own; in the names' order, for modules differ in theirs. */
const named: Record<string, v.GenericSchema> = Object.fromEntries(
  Object.entries<unknown>({ ...replies, ...requests })
    .filter((entry): entry is [string, v.GenericSchema] => isNamed(entry[1]))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
)

const config: ConversionConfig = {
  // The dialect of OpenAPI 3.1; the converter's own `openapi-3.1` writes tuples as 3.1 does not know them.
  target: 'draft-2020-12',
  typeMode: 'input',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  // What no keyword says is said in words.
  overrideAction: ({ valibotAction, jsonSchema }) =>
    valibotAction.type === 'check' && 'message' in valibotAction && typeof valibotAction.message === 'string'
      ? { ...jsonSchema, description: valibotAction.message }
      : undefined,
}

/** Every named object of the contract, as `components.schemas` holds it. */
export function namedSchemas(): Record<string, JsonSchema> {
  return toJsonSchemaDefs(named, config) as Record<string, JsonSchema>
}

/**
 * One schema of the contract as JSON Schema; where it holds or is a named object, by reference.
 *
 * @throws Error when it says what JSON Schema cannot
 */
export function jsonSchema(schema: v.GenericSchema): JsonSchema {
  const { $schema: _dialect, $defs: _named, ...converted } = toJsonSchema(schema, { ...config, definitions: named })
  return converted as JsonSchema
}

function isNamed(value: unknown): value is v.GenericSchema {
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'schema') return false
  return objects.has((value as v.GenericSchema).type) && !queries.has(value)
}
