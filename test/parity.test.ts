import { beforeAll, describe, expect, test } from 'vitest'
import * as faults from '../src/faults/catalogue/index.ts'
import { loopback, virtual } from '../src/harness/worlds/index.ts'
import type { History } from '../src/history/index.ts'
import { viewOf } from '../src/history/index.ts'
import { scenarios, type Scenario } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'
import { canonicalScenarios } from './support/canonicalScripts.ts'

const seed = 20261123
/** What takes longer on the virtual clock is left to the virtual world alone: real sockets would need as long. */
const longestMs = 2_500
const atOnce = 8
/** Beside the first one, with all others: by itself. */
const mostTries = 3

/**
 * Where sub-millisecond timing decides how many attempts fit (overlapping calls that meet a storm, a deadline in the
 * middle of a backoff), outcomes are compared by count: `calls` of them may differ, one timer's lateness.
 */
const timingDecides: Record<string, { calls: number; why: string }> = {
  'storm-short': { calls: 1, why: 'calls overlap at the end of the storm' },
  'auth-revoked-midrun': { calls: 1, why: 'calls overlap when the key dies' },
  'herd-jitter': { calls: 0, why: 'which requests are the first thirty' },
  'breaker-one-probe': { calls: 0, why: 'which of two calls, 0.6 ms apart, is the failure that opens the breaker' },
  'always-503-short': { calls: 0, why: 'the deadline falls into a backoff' },
}

interface Pair {
  readonly scenario: Scenario
  readonly virtual: History
  readonly wire: History
}

const pairs: Pair[] = []
const unpaired: string[] = []

/** Per call: each attempt's endpoint, number and outcome, and how the call ended. */
function sequenceOf(history: History): string[] {
  return viewOf(history.events).calls.map(({ call, attemptsEnded, ended }) => {
    const attempts = attemptsEnded.map(({ endpoint, attempt, errorClass, reason }) => {
      const what = errorClass === null ? 'ok' : `${errorClass}/${reason}`
      return `${endpoint}#${attempt}=${what}`
    })
    const outcome = ended?.outcome
    return `call ${call}: ${attempts.join(' ')} -> ${outcome?.ok === true ? 'ok' : outcome?.errorClass}`
  })
}

const answered = (history: History) =>
  viewOf(history.events).calls.filter(({ ended }) => ended?.outcome.ok === true).length

function agrees({ scenario, virtual, wire }: Pair): boolean {
  const tolerance = timingDecides[scenario.name]
  if (tolerance === undefined) return JSON.stringify(sequenceOf(virtual)) === JSON.stringify(sequenceOf(wire))
  return Math.abs(answered(virtual) - answered(wire)) <= tolerance.calls
}

/** A machine that is late at the wrong moment moves a deadline or two. A difference of the worlds comes again. */
async function playedAlone(pair: Pair): Promise<Pair> {
  for (let tries = 1; tries <= mostTries && !agrees(pair); tries += 1) {
    const { history } = await loopback.play({ target: client, scenario: pair.scenario, seed })
    pair = { ...pair, wire: history }
  }
  return pair
}

async function pairUp(scenario: Scenario): Promise<void> {
  const refusal = loopback.refuses(scenario) ?? virtual.refuses(scenario)
  if (refusal !== undefined) {
    unpaired.push(`${scenario.name}: ${refusal}`)
    return
  }
  const played = await virtual.play({ target: client, scenario, seed })
  if (played.elapsedMs > longestMs) {
    unpaired.push(`${scenario.name}: ${Math.round(played.elapsedMs / 1000)} s of real time`)
    return
  }
  const wire = await loopback.play({ target: client, scenario, seed })
  pairs.push({ scenario, virtual: played.history, wire: wire.history })
}

beforeAll(async () => {
  const queue = [...canonicalScenarios().map(({ scenario }) => scenario), ...scenarios]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await pairUp(next)
    }),
  )
  for (const [index, pair] of pairs.entries()) pairs[index] = await playedAlone(pair)
  console.log(`parity: ${pairs.length} pairs\n  ${pairs.map(({ scenario }) => scenario.name).join('\n  ')}`)
  for (const [name, { why }] of Object.entries(timingDecides)) console.log(`parity: by counts: ${name} (${why})`)
  console.log(`parity: without a pair\n  ${unpaired.join('\n  ')}`)
}, 120_000)

describe('the virtual world and the wire', () => {
  test('every fault has its pair', () => {
    const paired = new Set(pairs.map(({ scenario }) => scenario.name.split('-')[1]))
    const lacking = Object.keys(faults).filter((name) => !paired.has(name))
    expect(lacking).toEqual([])
  })

  test('call by call, every attempt goes to the same endpoint and ends the same', () => {
    const differences = pairs
      .filter((pair) => !(pair.scenario.name in timingDecides) && !agrees(pair))
      .map(({ scenario, virtual, wire }) => ({
        name: scenario.name,
        virtual: sequenceOf(virtual),
        wire: sequenceOf(wire),
      }))
    expect(differences).toEqual([])
    expect(pairs.length).toBeGreaterThan(80)
  })

  test('where timing decides, as many calls are answered', () => {
    const counted = pairs.filter(({ scenario }) => scenario.name in timingDecides)
    expect(counted.filter((pair) => !agrees(pair)).map(({ scenario }) => scenario.name)).toEqual([])
    expect(counted.length).toBe(Object.keys(timingDecides).length)
  })

  test('a difference would be seen', () => {
    const [first, other] = [
      pairs[0]!,
      pairs.find(({ virtual }) => sequenceOf(virtual)[0] !== sequenceOf(pairs[0]!.wire)[0])!,
    ]
    expect(sequenceOf(first.virtual)).not.toEqual(sequenceOf(other.virtual))
  })
})
