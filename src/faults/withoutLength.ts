import type { Step } from './steps.ts'

/** The same answer with a body of undeclared length: in chunks, or until the connection closes. */
export function* withoutLength(steps: Iterable<Step>, framing?: 'until-close'): Generator<Step> {
  for (const step of steps) {
    if (step.do !== 'head') {
      yield step
      continue
    }
    const { 'content-length': _length, ...headers } = step.headers
    yield { ...step, headers, ...(framing === undefined ? {} : { framing }) }
  }
}
