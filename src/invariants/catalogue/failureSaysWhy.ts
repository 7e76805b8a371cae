import type { DeclaredFailure } from '../../history/index.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** Judges targets that name a class; the message of another may say it all, in words that nobody here reads. */
export const failureSaysWhy = defineInvariant({
  name: 'failure-says-why',
  number: 28,
  requirement: 'The error that a caller gets still says what happened: its class, its status, and when to come back.',
  source: 'langchainjs #11339: a wrapper dropped the status, and a wrong request was retried; litellm #27823, #36267.',
  strength: 'should',
  vantage: 'driver',
  check(view, { declared: { failsWith } }) {
    const findings = new Findings()
    if (failsWith === undefined) return findings.verdict('the scenario does not say how calls fail')
    for (const { call, ended, aborted } of view.calls) {
      if (ended === undefined || ended.outcome.ok || aborted !== undefined) continue
      const { outcome } = ended
      if (outcome.errorClass === null) continue
      findings.checked()
      if (tellsAll(outcome, failsWith)) continue
      findings.violated(`call ${call} failed with ${toldBy(outcome)}; it was ${toldBy(asOutcome(failsWith))}`, ended)
    }
    return findings.verdict('no call failed with an error that has a class')
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
