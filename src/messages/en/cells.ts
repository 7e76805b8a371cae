import { list, number } from '../format.ts'

/** What a table about somebody else's client says. */
export const cells = {
  /** Width 10 or less, or the terminal's columns break. */
  word: { pass: 'pass', 'non-strict': 'non-strict', fail: 'FAIL', hang: 'HANG', unknown: 'unknown' },
  meaning: {
    pass: 'put to the test, and held',
    'non-strict': 'what broke is what good clients do, and nobody has promised',
    fail: 'a rule that must hold was broken',
    hang: 'a call did not settle in the time that its case had',
    unknown: 'not put to the test, or not to be decided',
  },
  title: 'Verdicts',
  caption: 'Clients by scenario',
  untested: (rules: readonly string[]) => `not put to the test: ${list(rules)}`,
  aside: (rules: readonly string[]) => `beside: ${list(rules)}`,
  broke: (rules: readonly string[]) => `broke ${list(rules)}`,
  noted: (scenarios: readonly string[], note: string) => `noted: ${list(scenarios, 6)}: ${note}`,
  scenario: 'scenario',
  headline: (counts: Readonly<Record<string, number>>) => {
    const parts = ['pass', 'non-strict', 'fail', 'hang', 'unknown'].flatMap((verdict) => {
      const value = counts[verdict] ?? 0
      return value === 0 ? [] : [`${number(value)} ${verdict}`]
    })
    return `${parts.length === 0 ? 'nothing was played' : parts.join(', ')}.`
  },
  unknownBecause: (reason: string, scenarios: readonly string[]) => `unknown: ${list(scenarios, 6)}: ${reason}`,
  moreReasons: (reasons: number) => `${number(reasons)} more reasons for unknown: the report has them.`,
}
