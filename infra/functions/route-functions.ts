import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import type { Construct } from 'constructs'
import type { FunctionName, Route } from '#contract/route.ts'
import { routes } from '#contract/routes.ts'
import { type Data, routePermissions } from '../permissions/route-permissions.ts'
import type { Stage } from '../stage/stage.ts'
import { RouteFunction } from './route-function.ts'

/** Each function's handler; a name in the contract's table that is not here fails the compile. */
const entries = {
  projects: 'lambdas/projects.ts',
  media: 'lambdas/media.ts',
} as const satisfies Record<FunctionName, `lambdas/${string}.ts`>

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
      entry: entries[name],
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
