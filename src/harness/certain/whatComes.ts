import { bend, faultOf, type Exchange, type FaultSpec, type Step } from '../../faults/index.ts'
import { answer } from '../../faults/answer.ts'
import type { ResponseTruth } from '../../history/index.ts'

/** What an exchange comes to, as its steps say. */
export interface Coming {
  /** The truth of its head; undefined if none came. */
  readonly truth: ResponseTruth | undefined
  readonly text: string
  /** The answer was given to its end, as HTTP sees it too. */
  readonly isWhole: boolean
  readonly how: 'end' | 'fin' | 'reset' | 'hang' | 'other'
  readonly takesMs: number
  /** The longest time without content, or before the head: comments and empty pieces break no silence. */
  readonly silentMs: number
}

/** Plays the steps in thought. What no plain reader is sure of (garbage, HTTP/2's own endings) is `other`. */
export function whatComes(steps: Iterable<Step>): Coming {
  let truth: ResponseTruth | undefined
  let text = ''
  let finished = false
  let takesMs = 0
  let silentMs = 0
  let sinceMs = 0
  let bytesLeft = Infinity
  let untilClose = false
  const coming = (how: Coming['how'], isComplete: boolean): Coming => ({
    truth,
    text,
    isWhole: isComplete && finished && truth?.class === 'ok',
    how,
    takesMs,
    silentMs: Math.max(silentMs, sinceMs),
  })
  for (const step of steps) {
    if (step.do === 'wait') {
      takesMs += step.ms
      sinceMs += step.ms
      continue
    }
    if (step.do === 'head' || (step.do === 'data' && (step.text ?? '') !== '')) {
      silentMs = Math.max(silentMs, sinceMs)
      sinceMs = 0
    }
    if (step.do === 'head') {
      truth = step.truth
      untilClose = step.framing === 'until-close'
      bytesLeft = untilClose ? Infinity : Number(step.headers['content-length'] ?? Infinity)
    } else if (step.do === 'data') {
      bytesLeft -= step.bytes.length
      if (bytesLeft < 0) return coming('other', false)
      text += step.text ?? ''
      finished ||= step.finish === true
    } else if (step.do === 'end') {
      return coming('end', bytesLeft === 0 || bytesLeft === Infinity)
    } else if (step.do === 'fin') {
      return coming('fin', untilClose && step.closeNotify !== false)
    } else if (step.do === 'reset' || step.do === 'hang') {
      return coming(step.do, false)
    } else {
      return coming('other', false)
    }
  }
  return coming('other', false)
}

/** The steps of an exchange that meets all these faults, the first outermost. */
export function stepsUnder(faults: readonly FaultSpec[], exchange: Exchange): Iterable<Step> {
  const planned = faults.find((spec) => 'plan' in faultOf(spec))
  const plan = planned && (faultOf(planned) as { plan?: (spec: never, exchange: Exchange) => never }).plan
  return bentBy(faults, exchange, () => answer(exchange, plan?.(planned as never, exchange)))
}

/** The same of an answer that is there already. */
export function bentBy(
  faults: readonly FaultSpec[],
  exchange: Exchange,
  healthy: () => Iterable<Step>,
): Iterable<Step> {
  let steps = healthy
  for (const spec of faults.toReversed()) {
    const next = steps
    steps = () => bend(spec, exchange, next)
  }
  return steps()
}

/** Whatever a fault may go by, but for chance. */
export const exchanges: readonly Exchange[] = [true, false].flatMap((stream) =>
  [true, false].map((isReused) => ({
    model: '',
    stream,
    nth: 0,
    nthOfKind: 0,
    attempt: 0,
    call: 0,
    bearsKey: true,
    atMs: 0,
    epochMs: 0,
    isReused,
    urlOf: () => 'http://elsewhere.invalid',
    promptTokens: 1,
    maxTokens: 0,
    inFlight: 0,
    random: () => 0,
    randomFor: () => () => 0,
  })),
)
