import type { Rule, Step } from '../../faults/index.ts'
import type { DeclaredFailure } from '../../history/index.ts'
import { exchanges, stepsUnder } from './whatComes.ts'

/** What ends a call at once where there is only one endpoint, and leaves its key as it was. */
const final: ReadonlySet<string> = new Set(['invalid_request', 'not_found', 'content_policy'])

/** How every call fails at an endpoint whose one rule always gives the same final error, and nothing else. */
export function certainFailure(rules: readonly Rule[]): DeclaredFailure | undefined {
  const [rule, ...others] = rules
  if (rule === undefined || others.length > 0 || !('always' in rule.when)) return undefined
  const failures = exchanges.map((exchange) => finalError([...stepsUnder([rule.fault], exchange)]))
  const [first] = failures
  const isAlwaysSame = failures.every((failure) => JSON.stringify(failure) === JSON.stringify(first))
  return isAlwaysSame ? first : undefined
}

/** A head, a body, an end, and no wait between them. */
function finalError(steps: readonly Step[]): DeclaredFailure | undefined {
  const [head] = steps
  if (head?.do !== 'head' || steps.at(-1)?.do !== 'end') return undefined
  if (!steps.slice(1, -1).every((step) => step.do === 'data')) return undefined
  const { class: errorClass, waitMs } = head.truth
  // Who is told when to come back has something else to say the next time.
  return waitMs === undefined && errorClass !== 'ok' && head.status >= 400 && final.has(errorClass)
    ? { errorClass, status: head.status }
    : undefined
}
