import type { DeclaredFailure } from '../../history/index.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { placeOf } from '../exchanges.ts'
import { missingFrom } from '../toldAttempts.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/**
 * Judges targets that name a class; the message of another may say it all, in words that nobody here reads. The attempts
 * are held against what the upstream saw, where the error lists them at all.
 */
export const failureSaysWhy = defineInvariant({
  name: 'failure-says-why',
  number: 28,
  requirement:
    'The error that a caller gets still says what happened: its class, its status, when to come back, and every attempt.',
  source: 'langchainjs #11339: a wrapper dropped the status, and a wrong request was retried; litellm #27823, #36267.',
  strength: 'should',
  vantage: 'driver',
  check(view, { declared: { failsWith } }) {
    const findings = new Findings()
    for (const { call, ended, aborted, exchanges } of view.troubled) {
      if (ended === undefined || ended.outcome.ok || aborted !== undefined) continue
      const { outcome } = ended
      if (outcome.errorClass === null) continue
      if (outcome.attempts !== undefined && exchanges.length > 0) {
        findings.checked()
        const missing = missingFrom(outcome.attempts, exchanges)
        if (missing !== undefined)
          findings.violated(
            `call ${call} failed with an error that lists ${outcome.attempts.length} attempts, and not the one on ` +
              placeOf(missing),
            missing.started,
            ended,
          )
      }
      if (failsWith === undefined) continue
      findings.checked()
      if (tellsAll(outcome, failsWith)) continue
      findings.violated(`call ${call} failed with ${toldBy(outcome)}; it was ${toldBy(asOutcome(failsWith))}`, ended)
    }
    return findings.verdict(
      failsWith === undefined
        ? 'the scenario does not say how calls fail'
        : 'no call failed with an error that has a class',
    )
  },
})

interface Told {
  readonly errorClass: ErrorClass | null
  readonly status: number | null
  readonly retryAtMs: number | null
}

function tellsAll(outcome: Told, { errorClass, status, retryAt }: DeclaredFailure): boolean {
  if (errorClass !== undefined && outcome.errorClass !== errorClass) return false
  if (status !== undefined && outcome.status !== status) return false
  return retryAt === undefined || outcome.retryAtMs !== null
}

function asOutcome({ errorClass, status, retryAt }: DeclaredFailure): Told {
  return { errorClass: errorClass ?? null, status: status ?? null, retryAtMs: retryAt === undefined ? null : 0 }
}

function toldBy({ errorClass, status, retryAtMs }: Told): string {
  const parts = [errorClass ?? 'any class', ...(status === null ? [] : [`status ${status}`])]
  return `${parts.join(', ')}${retryAtMs === null ? '' : ', and a time to come back'}`
}
