import { defineInvariant, Findings } from '../invariant.ts'

/** So many unanswered (or answered) calls are named as evidence; the message says how many there were. */
const namedCalls = 20

/** A rule of our own (hence its number): the scenario knows what can be answered, and says so. */
export const answersAsExpected = defineInvariant({
  name: 'answers-as-expected',
  number: 37,
  requirement: 'As many calls are answered as the scenario lets a correct client answer, and no more than that.',
  source: 'The scenario’s own expectation: what a chain with a healthy endpoint, or without one, can give.',
  strength: 'should',
  vantage: 'driver',
  check(view, { declared: { answeredAtLeast, answeredAtMost } }) {
    const findings = new Findings()
    if (answeredAtLeast === undefined && answeredAtMost === undefined) {
      return findings.verdict('the scenario expects no share of answers')
    }
    const calls = view.calls.filter(({ left }) => left === undefined)
    const answered = calls.filter(({ ended }) => ended?.outcome.ok === true)
    const unanswered = calls.filter(({ ended }) => ended?.outcome.ok !== true)
    findings.checked(calls.length)
    const counted = `${answered.length} of ${calls.length} calls were answered`
    if (answered.length < (answeredAtLeast ?? 0) * calls.length - 1e-9) {
      findings.violated(
        `${counted}; at least ${percent(answeredAtLeast!)} can be`,
        ...unanswered.slice(0, namedCalls).map(({ ended, started }) => ended ?? started),
      )
    }
    if (answered.length > (answeredAtMost ?? 1) * calls.length + 1e-9) {
      findings.violated(
        `${counted}; at most ${percent(answeredAtMost!)} can be`,
        ...answered.slice(0, namedCalls).map(({ ended }) => ended!),
      )
    }
    return findings.verdict('no call was waited for to its end')
  },
})

function percent(share: number): string {
  return `${Math.round(share * 1e6) / 1e4} %`
}
