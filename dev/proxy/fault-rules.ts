import type { Fault, FaultRule } from './fault.ts'
import type { ProxiedRequest } from './proxied-request.ts'

/** The rules in force, in the order they were added; the first that matches a request is used up by one. */
export function createFaultRules() {
  const rules: { readonly rule: FaultRule; left: number }[] = []
  const remove = (rule: FaultRule) => {
    const at = rules.findIndex((entry) => entry.rule === rule)
    if (at >= 0) rules.splice(at, 1)
  }
  return {
    /** Returns the removal, which may be repeated. */
    add(rule: FaultRule): () => void {
      rules.push({ rule, left: rule.times })
      return () => remove(rule)
    },
    take(request: ProxiedRequest): Fault | undefined {
      const entry = rules.find(({ rule }) => rule.matches(request))
      if (entry === undefined) return undefined
      entry.left -= 1
      if (entry.left <= 0) remove(entry.rule)
      return entry.rule.fault
    },
  }
}
