export interface CallHooks {
  before(method: string, args: readonly unknown[]): Promise<void>
  after(method: string): Promise<void>
}

/** A port that lets something happen before and after each of its calls, or breaks them off. */
export function betweenCalls<Port extends object>(port: Port, hooks: CallHooks): Port {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target)
      if (typeof method !== 'function' || typeof name !== 'string') return method
      return async (...args: unknown[]) => {
        await hooks.before(name, args)
        const answer: unknown = await method.apply(target, args)
        await hooks.after(name)
        return answer
      }
    },
  })
}
