import { always, catalogue, type Rule } from '../../../faults/index.ts'
import type { Day } from './day.ts'
import type { Arbitrary, FC } from './fastCheck.ts'

const answerSchema = { type: 'object', required: ['answer'], properties: { answer: { type: 'string' } } } as const

/** The form in which the first endpoint gives what was asked for. */
export type AskedForm = 'fits' | 'prose' | 'missingField'

export function askedForm(fc: FC): Arbitrary<AskedForm> {
  return fc.constantFrom('fits', 'prose', 'missingField')
}

/** The same day for a caller that asks for JSON: the first endpoint tries, and answers in that form. */
export function withSchema(day: Day, form: AskedForm): Day {
  const [[first, rules], ...others] = Object.entries(day.upstream.models) as [[string, Rule[]], ...[string, Rule[]][]]
  const { type } = catalogue.structuredAnswer
  const tries = [...rules, always({ type, form })]
  return {
    ...day,
    upstream: { ...day.upstream, models: Object.fromEntries([[first, tries], ...others]) },
    expect: { ...day.expect, answerSchema },
  }
}
