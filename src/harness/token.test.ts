import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { always, catalogue } from '../faults/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { caseOf } from './counterexample/case.ts'
import { foundScenario } from './counterexample/counterexample.ts'
import { readToken, scenarioHash, tokenOf, writeToken, type ReplayToken } from './token.ts'
import { unpackCase } from './token/packCase.ts'

const token: ReplayToken = {
  target: 'client',
  world: 'virtual',
  scenario: 'ra-seconds',
  seed: 1_234_567,
  scenarioHash: '0a1b2c',
  historyHash: '01234567',
  madeBy: 'v0-1-0',
}

describe('a token', () => {
  test('can be typed', () => {
    expect(writeToken(token)).toBe('b1.client.virtual.ra-seconds.qglj.0a1b2c.01234567.v0-1-0')
  })

  test('is read back as it was written, whatever it names', () => {
    const name = fc.stringMatching(/^[\w-]{1,20}$/)
    const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
    const tokens = fc.record({
      target: name,
      world: name,
      scenario: name,
      seed: fc.nat(0xffffff),
      scenarioHash: hex(6),
      historyHash: hex(8),
      madeBy: name,
    })
    fc.assert(
      fc.property(tokens, (any) => {
        expect(readToken(` ${writeToken(any)}\n`)).toEqual(any)
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['a word', 'b1'],
    ['another kind', writeToken(token).replace('b1', 'b2')],
    ['a part missing', writeToken(token).replace('.virtual', '')],
    ['a part too many', `${writeToken(token)}.x`],
    ['a hash cut short', writeToken(token).replace('0a1b2c', '0a1b2')],
    ['a case of a later form', writeToken(token).replace('ra-seconds', 'x2.abc')],
    ['a seed beyond 32 bits', writeToken({ ...token, seed: 2 ** 32 })],
    ['a path', writeToken(token).replace('virtual', '../virtual')],
  ])('%s is none', (_story, text) => {
    expect(readToken(text)).toBeUndefined()
  })
})

describe('a token of what was found', () => {
  const [written] = scenarios
  const found = foundScenario(caseOf(written!), 'mine', 9)
  const run = { target: 'mine', world: 'virtual', seed: 9, historyHash: '0123456789abcdef', madeBy: 'v0-1-0' }

  test('holds the case, and is read back', () => {
    const text = tokenOf(found, run)
    expect(text).toMatch(/^b1\.mine\.virtual\.x1\.[\w-]+\.9\.[0-9a-f]{6}\.01234567\.v0-1-0$/)
    const read = readToken(text)!
    expect(unpackCase(read.packed!)).toEqual(caseOf(written!))
    expect(writeToken(read)).toBe(text)
  })

  test('has the hash of the case alone: how it is told may change', () => {
    const retold = { ...found, requirement: 'another one', source: 'elsewhere' }
    expect(readToken(tokenOf(retold, run))!.scenarioHash).toBe(readToken(tokenOf(found, run))!.scenarioHash)
  })

  test('of a scenario of the catalogue names it', () => {
    expect(tokenOf(written!, run)).toContain(`.virtual.${written!.name}.9.`)
  })
})

describe('a scenario’s hash', () => {
  const [scenario] = scenarios

  test('is the same for the same scenario', () => {
    expect(scenarioHash(scenario!)).toMatch(/^[0-9a-f]{6}$/)
    expect(scenarioHash(structuredClone(scenario!))).toBe(scenarioHash(scenario!))
  })

  test('changes with whatever the upstream does or the caller may expect', () => {
    const changed = [
      { ...scenario!, upstream: { models: { m: [always(catalogue.serverError({}))] } } },
      { ...scenario!, expect: { ...scenario!.expect, deadlineMs: 1 } },
      { ...scenario!, caller: { abortAtMs: 1 } },
    ]
    expect(new Set([scenario!, ...changed].map(scenarioHash)).size).toBe(4)
  })

  test('tells all scenarios apart', () => {
    expect(new Set(scenarios.map(scenarioHash)).size).toBe(scenarios.length)
  })
})
