import { describe, expect, test } from 'vitest'
import { attackedTokens, tokensOfUnknownKeys } from '../tokens/attacked-tokens.ts'
import { callerOf, callerWith, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId } from './project-fixture.ts'

const hourSeconds = 3600

/** Attacks on the door: tokens that are not what they say. */
export function describeTokenAttacks(target: HttpTarget): void {
  const { access, signed, publicKey } = target.tokens
  const allAttacks = { ...attackedTokens, ...tokensOfUnknownKeys }
  const answerTo = (token: string) => callerWith(target, token).call('GET', '/projects')
  const expectRefused = async (token: string) => {
    const answer = await answerTo(token)
    expect(answer.status).toBe(401)
    if (target.gatewayRefusesTokens !== true) expect(problemIn(answer).code).toBe('unauthenticated')
  }

  describe('tokens', () => {
    test.each(publicKey === undefined ? [] : Object.keys(allAttacks))('[SE4] a token %s is refused', async (attack) => {
      const user = freshId('user')
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const made = allAttacks[attack]?.(await access(user), (await publicKey?.()) ?? {})
      if (made === undefined) throw new Error(`Nothing makes a token ${attack}.`)
      if (attack in attackedTokens) await expectRefused(made)
      else expect([401, 503]).toContain((await answerTo(made)).status)
      // The door is not jammed: the token it was made of still opens.
      expect((await caller.call('GET', `/projects/${id}`)).status).toBe(200)
    })
    test('[SE4] a token in the query, or of another scheme, is none', async () => {
      const token = await access(freshId('user'))
      const bare = callerWith(target, undefined)
      for (const authorization of [`Basic ${token}`, token, `Bearer ${token} ${token}`, `Bearer ${token}.`]) {
        expect((await bare.call('GET', '/projects', { headers: { authorization } })).status).toBe(401)
      }
      expect((await bare.call('GET', `/projects?access_token=${token}`)).status).toBe(401)
    })
    if (signed !== undefined) describeSignedAttacks(signed)
  })

  function describeSignedAttacks(signed: NonNullable<HttpTarget['tokens']['signed']>): void {
    const inAnHour = Math.floor(Date.now() / 1000) + hourSeconds
    const attacks: [string, Parameters<typeof signed>[1]][] = [
      ['not yet valid', { claims: { nbf: inAnHour } }],
      ['for refreshing', { claims: { token_use: 'refresh' } }],
      ['without an end', { claims: { exp: undefined } }],
      ['without a subject', { claims: { sub: undefined } }],
      ['whose subject is no text', { claims: { sub: { toString: 'ada' } } }],
      ['whose issuer is a list', { claims: { iss: ['https://elsewhere.test'] } }],
    ]
    test.each(attacks)('[SE4] a token %s, signed by the issuer’s own key, is refused', async (_, change) => {
      await expectRefused(await signed(freshId('user'), change))
    })
    test('[SE4] tokens of unknown keys, one after the other, hold up nobody whose key is known', async () => {
      const caller = await callerOf(target, freshId('user'))
      for (const kid of ['one', 'two', 'three']) {
        const made = await signed(freshId('user'), { header: { kid } })
        expect([401, 503]).toContain((await answerTo(made)).status)
        expect((await caller.call('GET', '/projects')).status).toBe(200)
      }
    })
  }
}
