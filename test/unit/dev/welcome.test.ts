import { expect, test } from 'vitest'
import { welcome } from '../../../dev/welcome.ts'

const accounts = [{ email: 'ana@example.com', password: 'a password' }]

test('the welcome names the address, how to sign in, and where work is kept', () => {
  const text = welcome('http://127.0.0.1:5173/', accounts, { folder: '.reelsync/dev' })
  expect(text).toContain('Open  http://127.0.0.1:5173/')
  expect(text).toContain('Sign in as  ana@example.com  password  a password')
  expect(text).toContain('stays in .reelsync/dev; `npm run dev -- --fresh` starts anew.')
})

test('a cloud that someone else runs is said to run on, and no fresh start is promised', () => {
  const text = welcome('http://127.0.0.1:5173/', accounts, { cloudUrl: 'http://127.0.0.1:4777', cloudEnds: false })
  expect(text).toContain('stays in the local cloud at http://127.0.0.1:4777, which runs on.')
  expect(text).not.toContain('--fresh')
})

test('a cloud that ends with the start is said to take all with it, and a sign-in without passwords to be local', () => {
  const text = welcome('http://127.0.0.1:5173/', [], { cloudUrl: 'http://127.0.0.1:4566', cloudEnds: true })
  expect(text).toContain('is gone with the local cloud at http://127.0.0.1:4566')
  expect(text).toContain('Sign in with any e-mail: this sign-in asks for no password, and is of this computer alone.')
})
