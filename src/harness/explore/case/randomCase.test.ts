import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as faults from '../../../faults/catalogue/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { randomCase } from './index.ts'

const cases: readonly Scenario[] = fc.sample(randomCase(fc), { seed: 1, numRuns: 2_000 })

function faultsOf({ upstream }: Scenario): string[] {
  const rules = [
    ...Object.values(upstream.models),
    ...Object.values(upstream.origins ?? {}).map(({ rules: bent = [] }) => bent),
  ]
  return rules.flat().map(({ fault }) => fault.type)
}

describe('random cases', () => {
  test('are plain JSON, so that a failing one can be written down', () => {
    for (const scenario of cases) expect(JSON.parse(JSON.stringify(scenario))).toStrictEqual(scenario)
  })

  test('reach every fault, every load shape of a scenario and every behaviour of a caller', () => {
    const types = Object.values(faults).map(({ type }) => type)
    expect(new Set(cases.flatMap(faultsOf))).toEqual(new Set(types))
    expect(new Set(cases.map(({ load }) => load.type))).toEqual(
      new Set(['sequential', 'burst', 'callers', 'constant', 'poisson']),
    )
    expect(new Set(cases.flatMap(({ caller }) => Object.keys(caller ?? {})))).toEqual(
      new Set([
        'stream',
        'wallJump',
        'abortAtMs',
        'abortEvery',
        'abortName',
        'stopAfterDeltas',
        'readerDelayMs',
        'maxTokens',
      ]),
    )
  })

  test('are mostly played by one instance of the client', () => {
    const fleets = cases.flatMap(({ instances }) => instances ?? [])
    expect(fleets.length).toBeGreaterThan(cases.length / 25)
    expect(fleets.length).toBeLessThan(cases.length / 4)
    expect(new Set(fleets)).toEqual(new Set([2, 3, 4, 5, 6, 7, 8]))
  })

  test('bend each thing with a fault that fits it', () => {
    for (const { upstream } of cases) {
      for (const { fault } of Object.values(upstream.models).flat()) expect(onOf(fault.type)).toBe('exchange')
      for (const { rules = [], tls, http2 = false } of Object.values(upstream.origins ?? {})) {
        for (const { fault } of rules) expect(onOf(fault.type)).toBe('connection')
        expect(tls).toBe(http2 || rules.some(({ fault }) => fault.type.startsWith('tls')))
      }
    }
  })

  test('place every model at exactly one origin', () => {
    for (const { upstream } of cases) {
      const served = Object.values(upstream.origins ?? {}).flatMap(({ serves }) => serves)
      expect(served.toSorted()).toEqual(Object.keys(upstream.models).toSorted())
    }
  })
})

function onOf(type: string): string | undefined {
  return Object.values(faults).find((fault) => fault.type === type)?.on
}
