import type { Exchange, Step } from '../../src/faults/index.ts'
import { createRandom } from '../../src/runtime/index.ts'

const random = createRandom(1)

/** The third request of call 5 to `m`, unless said otherwise. */
export function exchangeOf(changed: Partial<Exchange> = {}): Exchange {
  return {
    model: 'm',
    stream: false,
    nth: 2,
    nthOfKind: 2,
    attempt: 1,
    call: 5,
    atMs: 1_000,
    bearsKey: true,
    epochMs: Date.UTC(2026, 0, 1),
    isReused: false,
    urlOf: (origin) => `http://${origin}.test`,
    promptTokens: 12,
    maxTokens: 0,
    inFlight: 0,
    random: random.stream('exchange', changed.nth ?? 2),
    randomFor: (purpose) => random.stream('exchange', changed.nth ?? 2, purpose),
    ...changed,
  }
}

/** Steps in a word each: `head 200`, `12 bytes`, `wait 5`, `end`. */
export function told(steps: Iterable<Step>): string[] {
  return [...steps].map((step) => {
    switch (step.do) {
      case 'head':
        return `head ${step.status}`
      case 'data':
        return `${step.bytes.length} bytes`
      case 'wait':
        return `wait ${step.ms}`
      default:
        return step.do
    }
  })
}

/** All that goes out in the body. */
export function bodyOf(steps: Iterable<Step>): string {
  return Buffer.concat([...steps].flatMap((step) => (step.do === 'data' ? [step.bytes] : []))).toString()
}

export type Head = Extract<Step, { do: 'head' }>

export function headOf(steps: Iterable<Step>): Head {
  return [...steps].find((step): step is Head => step.do === 'head')!
}
