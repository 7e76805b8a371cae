import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator, type Schema } from '@cfworker/json-schema'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readScript } from '../src/config/script/readScript.ts'
import { catalogue, type FaultSpec } from '../src/faults/index.ts'
import { Problem } from '../src/harness/problem.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { badScripts } from './support/badScripts.ts'
import { scriptJsonSchema } from './support/scriptJsonSchema.ts'

const published = readFileSync(join(import.meta.dirname, '../schemas/script.schema.json'), 'utf8')
const validator = new Validator(JSON.parse(published) as Schema, '7')

const inSchema = (text: string) => validator.validate(JSON.parse(text)).valid
function inChecks(text: string): boolean {
  try {
    readScript(text, 'script.json')
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

const faults = Object.values(catalogue)

/** A script in which nothing but this fault stands. */
function scriptWith(fault: FaultSpec, on: 'exchange' | 'connection'): string {
  const rules = [{ when: { always: true }, fault }]
  return JSON.stringify(
    on === 'exchange' ? { models: { m: rules } } : { models: { m: [] }, origins: { o: { serves: ['m'], rules } } },
  )
}

test('schemas/script.schema.json is what `npm run docs` writes', () => {
  expect(published).toBe(scriptJsonSchema())
})

describe('the JSON Schema and the checks of a script say the same', () => {
  test.each(faults)('of whatever is drawn for $type', (fault) => {
    const drawn = fault.arbitrary(fc) as fc.Arbitrary<object>
    fc.assert(
      fc.property(drawn, (options) => {
        const text = scriptWith({ type: fault.type, ...options }, fault.on)
        expect({ text, checks: inChecks(text), schema: inSchema(text) }).toEqual({ text, checks: true, schema: true })
      }),
      { numRuns: 50 },
    )
  })

  test.each(faults)('of $type bent in one place', (fault) => {
    const drawn = fault.arbitrary(fc) as fc.Arbitrary<Record<string, unknown>>
    const bad = fc.constantFrom<unknown>(-1, 1.5, 1e300, '', 'x', true, null, [], {}, [1])
    let refused = 0
    fc.assert(
      fc.property(drawn, fc.nat(), bad, (options, at, value) => {
        const names = [...Object.keys(options), 'another', 'type']
        const text = scriptWith({ type: fault.type, ...options, [names[at % names.length]!]: value }, fault.on)
        const checks = inChecks(text)
        expect({ text, schema: inSchema(text) }).toEqual({ text, schema: checks })
        if (!checks) refused += 1
      }),
      { numRuns: 100 },
    )
    expect(refused).toBeGreaterThan(30)
  })

  test.each(faults)('of $type in the wrong place', (fault) => {
    const text = scriptWith({ type: fault.type }, fault.on === 'exchange' ? 'connection' : 'exchange')
    expect([inChecks(text), inSchema(text)]).toEqual([false, false])
  })

  test.each(scenarios)('of the script of $name', ({ upstream }) => {
    const text = JSON.stringify(upstream)
    expect([inChecks(text), inSchema(text)]).toEqual([true, true])
  })

  test.each(Object.entries(badScripts).filter(([, { beyondSchema }]) => beyondSchema !== true))(
    'of a bad script: %s',
    (_story, { text }) => {
      expect([inChecks(text), inSchema(text)]).toEqual([false, false])
    },
  )
})

test('an editor finds each fault as a branch with its name, its words and its options', () => {
  for (const { type, doc, options } of faults) {
    expect(published).toContain(JSON.stringify(doc))
    expect(published).toContain(`"const": "${type}"`)
    expect(options, type).toBeDefined()
  }
})
