import type { Plugin } from 'esbuild'
import type { StandIn } from './stand-ins.ts'

/** Resolves each specifier to what stands in for it. */
export function replaceModules(standIns: readonly StandIn[]): Plugin {
  return {
    name: 'replace-modules',
    setup: ({ onResolve }) => {
      for (const { specifier, path } of standIns) onResolve({ filter: specifier }, () => ({ path }))
    },
  }
}
