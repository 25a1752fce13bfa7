import { App, RemovalPolicy, Stack, Token } from 'aws-cdk-lib'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { expect, test } from 'vitest'
import { CloudSync } from '../../infra/cloud-sync/cloud-sync.ts'
import type { CloudSyncProps } from '../../infra/cloud-sync/cloud-sync-props.ts'
import { createStacks } from '../../infra/create-stacks.ts'
import { stageNamed } from '../../infra/stages.ts'

const context = { 'aws:cdk:bundling-stacks': [] }
const certificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012'

function sync(props: Partial<CloudSyncProps>): CloudSync {
  const stack = new Stack(new App({ context }), 'Team')
  return new CloudSync(stack, 'Sync', props && { allowedOrigins: ['https://app.example.com'], ...props })
}

const issuer = (address: string, more: object = {}) =>
  ({ kind: 'issuer', issuer: address, audience: 'app', ...more }) as const

const existing = (userPoolId: string) => ({ kind: 'existing-pool', userPoolId, userPoolClientId: 'client' }) as const

test.each<[string, Partial<CloudSyncProps>, RegExp]>([
  ['no origin', { allowedOrigins: [] }, /allowedOrigins.*name your app’s/],
  ['one origin in the place of a list', { allowedOrigins: 'https://a.example' as never }, /no list; write \['https/],
  ['nothing for the list', { allowedOrigins: undefined as never }, /no list/],
  ['a gateway of no kind', { gateway: 'HTTP' as never }, /'http' or 'rest'/],
  ['accounts of no kind', { accounts: { kind: 'cognito' } as never }, /one of pool, existing-pool, issuer/],
  ['an issuer for nobody', { accounts: { kind: 'issuer', issuer: 'https://a.example' } as never }, /`aud`/],
  ['a topic’s ARN', { alarmTopic: 'arn:aws:sns:eu-west-1:111122223333:on-call' as never }, /Topic\.fromTopicArn/],
  ['an origin with a path', { allowedOrigins: ['https://app.example.com/'] }, /write https:\/\/app\.example\.com\./],
  ['an origin without a scheme', { allowedOrigins: ['app.example.com'] }, /write it as https:\/\/app\.example\.com/],
  [
    'an origin with a part left open',
    { allowedOrigins: ['https://*.example.com'] },
    /name each, or write https:\/\/\*/,
  ],
  ['an issuer of plain http', { accounts: issuer('http://login.example.com') }, /not of https/],
  [
    'keys of plain http',
    { accounts: issuer('https://a.example', { jwksUri: 'http://a.example/keys' }) },
    /not of https/,
  ],
  ['no audience', { accounts: issuer('https://a.example', { audience: '' }) }, /`aud`/],
  ['an address as domain', { domain: { name: 'https://api.example.com', certificateArn } }, /host name.*api\.example/],
  ['no certificate', { domain: { name: 'api.example.com', certificateArn: 'mine' } }, /Certificate Manager/],
  ['a domain on REST', { gateway: 'rest', domain: { name: 'api.example.com', certificateArn } }, /leave it out/],
  ['a pool’s ARN', { accounts: existing('arn:aws:cognito-idp:eu-west-1:1:userpool/x') }, /eu-west-1_AbCdEf123/],
  [
    'a pool without a client',
    { accounts: { ...existing('eu-west-1_abc'), userPoolClientId: '' } },
    /userPoolClientId.*client in that pool/,
  ],
  ['a pool of another region', { accounts: { ...existing('eu-west-1_abc'), region: 'us-east-1' } }, /leave it out/],
  ['a name that metrics cannot hold', { name: 'my "sync"' }, /letters, digits/],
  ['a limit of half a byte', { limits: { fileBytes: 0.5 } }, /limits\.fileBytes, 0\.5.*nor 'none'/],
  ['no props', undefined as never, /no list; write \['https/],
  ['a limit that is none', { limits: { bytes: 1 } } as never, /no limit bytes.*storedBytes/],
  ['a retention that is none', { retention: { history: 60 } } as never, /no retention history.*historyDays/],
  ['a grace shorter than history', { retention: { historyDays: 60 } }, /unreferencedDays is 30.*60 days/],
  ['a throttle that lets nothing in', { throttle: { requestsPerSecond: 0, burst: 1 } }, /requestsPerSecond, 0/],
  ['a log time CloudWatch lacks', { logDays: 15 as never }, /logDays, 15.*14, 30/],
  [
    'a snapshot policy',
    { removalPolicy: RemovalPolicy.SNAPSHOT as never },
    /RemovalPolicy\.RETAIN or RemovalPolicy\.DESTROY/,
  ],
])('[CK2] %s ends the synth with what to write instead', (_what, props, words) => {
  expect(() => sync(props)).toThrow(RangeError)
  expect(() => sync(props)).toThrow(words)
})

test('[CK2] a topic that nothing would tell is refused', () => {
  const stack = new Stack(new App({ context }), 'Team')
  const alarmTopic = new Topic(stack, 'OnCall')
  const props = { allowedOrigins: ['https://app.example.com'], watched: false, alarmTopic }
  expect(() => new CloudSync(stack, 'Sync', props)).toThrow(RangeError)
})

test('[CK2] a certificate of another region than the API’s is refused', () => {
  const stack = new Stack(new App({ context }), 'Team', { env: { region: 'us-east-1' } })
  const props = { allowedOrigins: ['https://app.example.com'], domain: { name: 'api.example.com', certificateArn } }
  expect(() => new CloudSync(stack, 'Sync', props)).toThrow(/one in us-east-1/)
})

test('[CK2] what CloudFormation alone will know is not judged', () => {
  const later = (value: string) => Token.asString({ Ref: value })
  const domain = { name: later('Name'), certificateArn: later('Certificate') }
  expect(() => sync({ domain, accounts: issuer(later('Issuer')), allowedOrigins: [later('Origin')] })).not.toThrow()
})

test.each(['*', 'https://*', 'http://localhost:5173'])('[CK2] %s is taken for an origin', (origin) => {
  expect(() => sync({ allowedOrigins: [origin] })).not.toThrow()
})

test('[CK2] our own stages are judged by the same rules', () => {
  const stage = { ...stageNamed('prod'), mediaOrigins: ['https://editor.example.com/app'] }
  expect(() => createStacks(new App({ context }), stage)).toThrow(/write https:\/\/editor\.example\.com/)
})
