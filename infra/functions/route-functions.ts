import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import type { Construct } from 'constructs'
import { type FunctionName, type Route, routes } from '#contract/routes.ts'
import { type Data, routePermissions } from '../permissions/route-permissions.ts'
import type { Stage } from '../stage/stage.ts'
import { functionEntries } from './function-entries.ts'
import { RouteFunction } from './route-function.ts'

export type RouteFunctions = Readonly<Record<FunctionName, NodejsFunction>>

/** The functions of the contract's routes, each with the permissions of its routes alone. */
export function routeFunctions(
  scope: Construct,
  stage: Stage,
  data: Data,
  environment: Record<string, string>,
): RouteFunctions {
  const create = (name: FunctionName) =>
    new RouteFunction(scope, pascal(name), {
      stage,
      entry: functionEntries[name],
      environment,
      permissions: permissionsOf(name, data),
    }).handler
  return { projects: create('projects'), media: create('media') }
}

function permissionsOf(name: FunctionName, data: Data) {
  const names = Object.keys(routes) as (keyof typeof routes)[]
  return names
    .filter((route) => (routes[route] as Route).function === name)
    .flatMap((route) => routePermissions[route](data))
}

const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
