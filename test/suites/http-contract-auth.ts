import { expect, test } from 'vitest'
import { callerOf, callerWith, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { freshId, projectBody, putProject } from './project-fixture.ts'

/** Who may call, and what they can reach. */
export function describeAuthContract(target: HttpTarget): void {
  const refused = async (token: string | undefined, codes: readonly string[]) => {
    const answer = await callerWith(target, token).call('GET', '/projects')
    expect(answer.status).toBe(401)
    if (target.gatewayRefusesTokens !== true) expect(codes).toContain(problemIn(answer).code)
  }
  const { expired, foreignIssuer, otherClient, idToken, forged, severalAudiences } = target.tokens
  const user = freshId('user')

  test('[AU1] a call without a token answers 401', () => refused(undefined, ['unauthenticated']))
  test('[AU1] a malformed token answers 401', () => refused('not.a.token', ['unauthenticated']))
  // A target registers the tests of the tokens that it can make; none is skipped.
  const refuses = (title: string, token: ((user: string) => Promise<string>) | undefined, code = 'unauthenticated') => {
    if (token !== undefined) test(title, async () => refused(await token(user), [code]))
  }
  refuses('[AU1] an expired token answers 401', expired, 'token-expired')
  refuses('[AU1] a token of another issuer answers 401', foreignIssuer)
  refuses('[AU1] a token signed by another key answers 401', forged)
  test('[AU1] a token with one character of its signature changed answers 401', async () => {
    const token = await target.tokens.access(user)
    const at = token.lastIndexOf('.') + 10
    const changed = token[at] === 'A' ? 'B' : 'A'
    await refused(`${token.slice(0, at)}${changed}${token.slice(at + 1)}`, ['unauthenticated'])
  })
  refuses('[AU2] a token of another client answers 401', otherClient)
  refuses('[AU2] an ID token answers 401', idToken)
  if (severalAudiences !== undefined) {
    test('[AU4] a token for several audiences is taken where ours is among them', async () => {
      const caller = callerWith(target, await severalAudiences(user))
      expect((await caller.call('GET', '/projects')).status).toBe(200)
    })
  }

  test('[ID3] two users may use one project id, and each sees only their own', async () => {
    const id = freshId('project')
    const [one, two] = [await callerOf(target, freshId('user')), await callerOf(target, freshId('user'))]
    expect((await putProject(one, id, projectBody({ name: 'one' }))).status).toBe(200)
    expect((await putProject(two, id, projectBody({ name: 'two' }))).status).toBe(200)
    expect((await one.call('GET', `/projects/${id}`)).json).toMatchObject({ name: 'one', version: 1 })
    expect((await two.call('GET', `/projects/${id}`)).json).toMatchObject({ name: 'two', version: 1 })
  })
}
