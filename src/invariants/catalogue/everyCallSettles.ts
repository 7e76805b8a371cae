import type { EventOf } from '../../history/index.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** The floor under all time-outs (number 12 in the design), and a rule of our own: hence its number. */
export const everyCallSettles = defineInvariant({
  name: 'every-call-settles',
  number: 36,
  requirement: 'Every call ends, and ends once, unless its caller left it.',
  source: 'anthropic-sdk-typescript #867: a stream without an idle time-out hangs for ever.',
  strength: 'must',
  vantage: 'driver',
  check(view) {
    const findings = new Findings()
    const endings = new Map<number, EventOf<'call-ended'>[]>()
    for (const event of view.events) {
      if (event.type !== 'call-ended') continue
      const sameCall = endings.get(event.call)
      if (sameCall === undefined) endings.set(event.call, [event])
      else sameCall.push(event)
    }
    for (const { call, started, left } of view.calls) {
      findings.checked()
      const ended = endings.get(call) ?? []
      if (ended.length === 0 && left === undefined) findings.violated(`call ${call} never ended`, started)
      if (ended.length > 1) findings.violated(`call ${call} ended ${ended.length} times`, started, ...ended)
    }
    return findings.verdict('no call was made')
  },
})
