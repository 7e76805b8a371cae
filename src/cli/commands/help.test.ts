import { expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'

const help = async (name: string) => (await type(['help', name], emptyFolder())).out

test('a rule: what it asks, where that stands, how strongly, and what tests it', async () => {
  const text = await help('retry-after-honoured')
  expect(text).toMatch(/^retry-after-honoured \(rule\)$/m)
  expect(text).toContain('RFC 9110 section 10.2.3')
  expect(text).toMatch(/strength +must:/)
  expect(text).toMatch(/tested by [^]*ra-http-date/)
})

test('a scenario: with its faults, its rules, and the line that plays it', async () => {
  const text = await help('auth-401')
  expect(text).toMatch(/faults +invalidApiKey/)
  expect(text).toMatch(/tests +dead-credential-not-reused/)
  expect(text).toContain('npx brownout test auth-401')
})

test('a fault: what it does, who was seen doing it, and which scenarios use it', async () => {
  const text = await help('tlsExpired')
  expect(text).toMatch(/bends +a connection/)
  expect(text).toMatch(/used by +tls-expired/)
})

test('a target: what it can', async () => {
  expect(await help('tutorial-fallback')).toMatch(/part of +tutorial/)
  expect(await help('client')).toMatch(/supports +streams, aborts/)
})

test('no line is wider than 80 columns', async () => {
  for (const name of ['retry-after-honoured', 'storm-window', 'rateLimit', 'tutorial-smart-retry']) {
    for (const line of (await help(name)).split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  }
})
