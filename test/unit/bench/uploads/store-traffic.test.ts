import { expect, test } from 'vitest'
import { countRequests } from '../../../../bench/uploads/cloud/store-traffic.ts'

const line = (operation: string, agent: string) =>
  `- media [27/November/2026:14:58:41 +0000] 127.0.0.1 - R5Q s3_${operation} a /media/a 200 - 0 0 1 1 - ${agent} - x SigV4 - AuthHeader s3.us-east-1.amazonaws.com - arn:aws:s3:::/media/a Yes`
const browser = 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/153.0.0.0 Safari/537.36'

test('requests of browsers are counted, preflights and parts among them; those of the functions are not', () => {
  const operations = ['Options', 'UploadPart', 'PutObject', 'GetObject']
  const lines = [
    'log starts 2026-11-27 14:58:39.78 +0000 UTC',
    ...operations.map((operation) => line(operation, browser)),
    line('UploadPart', 'aws-sdk-js/3.1169.0 ua/2.1 os/linux lang/js md/nodejs#24.21.0'),
  ]
  expect(countRequests(lines.join('\n'))).toEqual({ requests: 4, preflights: 1, partRequests: 2 })
})
