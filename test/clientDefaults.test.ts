import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as brownout from '../src/index.ts'
import { standard } from '../src/scenarios/policies.ts'
import { policiesOf } from '../src/targets/ours.ts'
import { defaultPolicies } from '../src/client/index.ts'
import { policiesFrom } from '../src/client/policySpecs.ts'
import { defaultsTable, errorsTable, withClientTables } from './support/clientTables.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/client.md'), 'utf8')

describe('docs/client.md', () => {
  test('says what the code does: defaults and errors (npm run docs writes them)', () => {
    expect(page).toContain(defaultsTable())
    expect(page).toContain(errorsTable())
    expect(withClientTables(page)).toBe(page)
  })

  test('names only what the package exports', () => {
    const names = [...page.matchAll(/import \{ ([^}]*) \} from 'brownout'/g)].flatMap(([, list]) => list!.split(', '))
    expect(names).toContain('createClient')
    for (const name of names) expect(brownout).toHaveProperty(name)
  })
})

describe('the defaults', () => {
  test('are what most applications want: the scenarios’ standard policy changes nothing', () => {
    expect(policiesFrom(policiesOf(standard))).toEqual(defaultPolicies)
  })

  test('fit into each other', () => {
    const { deadlineMs, retry, timeout } = defaultPolicies
    expect(retry.maxAttemptsPerEndpoint).toBeLessThanOrEqual(retry.maxAttemptsPerCall)
    expect(retry.patienceMs).toBeLessThan(retry.longestAskedWaitMs)
    expect(retry.initialDelayMs).toBeLessThan(retry.maxDelayMs)
    const { attemptMs, laterAttempts: _grown, ...phases } = timeout
    for (const phaseMs of Object.values(phases)) expect(phaseMs).toBeLessThan(attemptMs)
    expect(attemptMs).toBeLessThanOrEqual(deadlineMs)
  })
})
