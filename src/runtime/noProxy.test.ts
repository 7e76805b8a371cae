import { expect, test } from 'vitest'
import { noProxyRule } from './noProxy.ts'

test.each<[list: string, url: string, direct: boolean]>([
  ['', 'https://api.test', false],
  ['api.test', 'https://api.test', true],
  ['api.test', 'https://API.TEST', true],
  ['API.test', 'https://api.test.', true],
  ['api.test.', 'https://api.test', true],
  ['api.test', 'https://eu.api.test', true],
  ['api.test', 'https://myapi.test', false],
  ['api.test', 'https://api.test.evil', false],
  ['.api.test', 'https://api.test', true],
  ['.api.test', 'https://eu.api.test', true],
  ['*.api.test', 'https://api.test', false],
  ['*.api.test', 'https://eu.api.test', true],
  ['*', 'https://api.test', true],
  [' other.test , *', 'https://api.test', true],
  ['*:443', 'https://api.test', true],
  ['*:443', 'http://api.test', false],
  ['api.test:8443', 'https://api.test:8443', true],
  ['api.test:8443', 'https://api.test', false],
  ['api.test:443', 'https://api.test', true],
  ['api.test:80', 'http://api.test', true],
  ['other.test api.test', 'https://api.test', true],
  ['a.test,,b.test\tapi.test', 'https://api.test', true],
  ['127.0.0.1', 'http://127.0.0.1:8080', true],
  ['localhost', 'http://localhost:11434', true],
  ['other.test', 'http://localhost:11434', false],
  ['::1', 'http://[::1]:8080', true],
  ['[::1]', 'http://[::1]:8080', true],
  ['[::1]:8080', 'http://[::1]:8080', true],
  ['[::1]:8080', 'http://[::1]:9090', false],
  ['::2', 'http://[::1]:8080', false],
])('NO_PROXY=%j for %s: direct is %s', (list, url, direct) => {
  expect(noProxyRule(list)(new URL(url))).toBe(direct)
})
