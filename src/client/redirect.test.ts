import { expect, test } from 'vitest'
import { classifyResponse } from './classify.ts'
import { spoilsOf } from './failure.ts'

const redirected = (location?: string | string[]) => classifyResponse(301, { location }, 'moved', 0)

test.each<[string | string[] | undefined, string]>([
  ['https://api.test/v1/chat/completions?a=b', 'to https://api.test;'],
  ['http://127.0.0.1:8080/', 'to http://127.0.0.1:8080;'],
  ['https://user:word@api.test', 'to https://api.test;'],
  ['//api.test:444/v1', 'to api.test:444;'],
  ['/v1/chat/completions', 'to another path of the same host;'],
  ['v2', 'to another path of the same host;'],
  ['', 'to another path of the same host;'],
  ['javascript:alert(1)', 'to no address of the web;'],
  ['https://', 'to no address of the web;'],
  [['https://one.test', 'https://two.test'], 'to https://one.test;'],
  [undefined, 'without saying where;'],
])('where %j leads', (location, where) => {
  expect(redirected(location).message).toContain(`HTTP 301: the base URL redirects ${where}`)
})

test('the endpoint is of no use to the call, and nobody tries it again', () => {
  expect(spoilsOf(redirected('https://api.test'))).toBe('endpoint')
})
