import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as brownout from '../src/index.ts'
import { standard } from '../src/scenarios/policies.ts'
import { policiesOf } from '../src/targets/ours.ts'
import { defaultPolicies } from '../src/client/index.ts'
import { policiesFrom } from '../src/client/policySpecs.ts'
import * as strategies from '../src/client/routes/strategies/index.ts'
import { clientOptionTables } from './support/clientOptionTables.ts'
import { defaultsTable, errorsTable, withClientTables } from './support/clientTables.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/client.md'), 'utf8')

describe('docs/client.md', () => {
  test('says what the code does: defaults, errors, options and events (npm run docs writes them)', () => {
    expect(page).toContain(defaultsTable())
    expect(page).toContain(errorsTable())
    for (const table of Object.values(clientOptionTables())) expect(page).toContain(table)
    expect(withClientTables(page)).toBe(page)
  })

  test('knows every strategy and every limit of time', () => {
    for (const name of Object.keys(strategies)) expect(page).toContain(`| \`${name}\` |`)
    const { laterAttempts: _grown, ...limits } = defaultPolicies.timeout
    expect(Object.keys(limits)).toHaveLength(7)
    for (const name of Object.keys(limits)) {
      const reason = name.replace(/Ms$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      expect(page).toContain(`\`${reason}\``)
    }
  })

  test('names only what the package exports', () => {
    const lists = [...page.matchAll(/import \{([^}]*)\} from 'brownout'/g)].map(([, list]) => list!)
    const names = lists.flatMap((list) => list.split(',').map((name) => name.trim()))
    const values = names.filter((name) => name !== '' && !name.startsWith('type '))
    expect(values).toContain('createClient')
    for (const name of values) expect(brownout).toHaveProperty(name)
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
