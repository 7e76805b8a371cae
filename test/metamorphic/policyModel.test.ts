import { describe, expect, test, vi } from 'vitest'
import {
  attemptCapPerModel,
  attemptsBounded,
  backoffTimesTen,
  deadCredentialNotReused,
  dropsLongWaits,
  forgetsBadCertificates,
  ignoresRetryAfterOnUnavailable,
  noRetryAfterTerminal,
  noWaitAfterLastAttempt,
  permanentTlsNotRetried,
  readsOnlySeconds,
  retriesSpentQuota,
  retriesUnauthorizedOnce,
  retryAfterHonoured,
} from '../../src/targets/mutants/index.ts'
import type { Target } from '../../src/targets/target.ts'
import { attemptLog } from '../support/attemptLog.ts'
import { keeping, told, troubledCall, type Day, type Told } from '../support/oneCall.ts'
import { policyModel, type Foreseen, type Move } from '../support/policyModel.ts'
import { breaking, holds } from '../support/property.ts'

vi.setConfig({ testTimeout: 120_000 })

/**
 * The model knows nothing of hedges, nor of other budgets and breakers than the usual ones, nor how many tokens a request
 * counts; and the wire does not tell it which encodings a client reads.
 */
const modelled = troubledCall.map((day): Day => {
  const { hedge: _, tpm: __, retryBudget: ___, breaker: ____, ...declared } = day.declared
  return keeping({ ...day, declared }, { model: ({ fault }) => fault.type !== 'contentEncoding' })
})

/** History is in whole microseconds; between one and two, as doubles do not add them up exactly. */
const roundingMs = 0.0015

/** The first move of the call that the model did not foresee, or undefined. */
function surprise({ upstream, declared }: Day, run: Told): string | undefined {
  const { started, ended } = run.call
  const model = policyModel(upstream, declared, started.at)
  let foreseen = [model.first]
  for (const attempt of attemptLog(run)) {
    const right = foreseen.filter(({ moves }) => includes(moves, attempt.model, attempt.atMs))
    if (right.length === 0) return unforeseen(attempt.model, attempt.atMs, foreseen)
    // An answer: the call is over with it, or with the stream that it is.
    if (attempt.endings.length === 0) return undefined
    foreseen = right.flatMap(({ past }) => attempt.endings.map((ending) => model.after(past, attempt, ending)))
  }
  const isOver = foreseen.some(({ moves }) => includes(moves, 'end', ended!.at))
  return isOver ? undefined : unforeseen('end', ended!.at, foreseen)
}

function includes(moves: readonly Move[], to: string, atMs: number): boolean {
  return moves.some((move) => move.to === to && atMs >= move.fromMs - roundingMs && atMs <= move.untilMs + roundingMs)
}

function unforeseen(to: string, atMs: number, foreseen: readonly Foreseen[]): string {
  return `${to} at ${atMs} ms; foreseen was ${JSON.stringify(foreseen.flatMap(({ moves }) => moves))}`
}

async function foretold(day: Day, target?: Target): Promise<boolean> {
  const run = await told(day, target && { target })
  expect(surprise(day, run), run.events.map((event) => JSON.stringify(event)).join('\n')).toBeUndefined()
  return run.call.attemptsStarted.length > 1
}

describe('the documented policy, written a second time', () => {
  test('foretells from the wire alone where and when each attempt starts, and when the call gives up', () =>
    holds(modelled, { runs: 1_500, tested: 0.4 }, (day) => foretold(day)))

  test.each([
    attemptCapPerModel,
    attemptsBounded,
    backoffTimesTen,
    deadCredentialNotReused,
    dropsLongWaits,
    forgetsBadCertificates,
    ignoresRetryAfterOnUnavailable,
    noRetryAfterTerminal,
    noWaitAfterLastAttempt,
    permanentTlsNotRetried,
    readsOnlySeconds,
    retriesSpentQuota,
    retriesUnauthorizedOnce,
    retryAfterHonoured,
  ])('is surprised by $name where ours does as foretold', async (mutant) => {
    const day = await breaking(modelled, 12_000, (each) => foretold(each, mutant))
    await foretold(day)
  })
})
