import { expect, test } from 'vitest'
import { classifyRequest } from '../../../dev/proxy/proxied-request.ts'

const classify = (method: string, url: string) => classifyRequest(method, new URL(url), 'media')

test('a PUT into the bucket is a part, by path or by subdomain', () => {
  const part = { kind: 'part', key: 'u/k', uploadId: 'id', partNumber: 12 }
  expect(classify('PUT', 'http://127.0.0.1:4566/media/u/k?partNumber=12&uploadId=id')).toMatchObject(part)
  expect(classify('PUT', 'http://media.s3.example/u/k?partNumber=12&uploadId=id')).toMatchObject(part)
})

test('a one-part file is part 1 of no upload', () => {
  expect(classify('PUT', 'http://h/media/k?X-Amz-Date=d')).toMatchObject({ kind: 'part', uploadId: '', partNumber: 1 })
})

test('preflights and downloads are the store, not parts', () => {
  expect(classify('OPTIONS', 'http://h/media/k?partNumber=1&uploadId=id').kind).toBe('store')
  expect(classify('GET', 'http://h/media/k').kind).toBe('store')
})

test('tells the API from the page, and a path that only starts like the bucket from the bucket', () => {
  expect(classify('PUT', 'http://h/api/projects/p').kind).toBe('api')
  expect(classify('GET', 'http://h/mediaplayer/x').kind).toBe('other')
  expect(classify('GET', 'http://h/').kind).toBe('other')
})
