import type { EventOf, ExchangeView, HistoryView } from '../../history/index.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/**
 * The floor under all time-outs (number 12 in the design), and a rule of our own: hence its number. What a call is told
 * because its client is closed, behind the end of the run, is no end of its own.
 */
export const everyCallSettles = defineInvariant({
  name: 'every-call-settles',
  number: 36,
  requirement: 'Every call ends, and ends once, unless its caller left it.',
  source: 'anthropic-sdk-typescript #867: a stream without an idle time-out hangs for ever.',
  strength: 'must',
  vantage: 'driver',
  check(view) {
    const findings = new Findings()
    const closedSeq = view.quiesced?.seq ?? Infinity
    const closedAtMs = view.quiesced?.at ?? Infinity
    const wentWell = view.calls.length - view.troubled.length
    findings.checked(wentWell)
    let endings = view.callEndings - wentWell
    for (const { call, started, left, ended, exchanges } of view.troubled) {
      if (ended === undefined && left === undefined && sitsOutItsWait(exchanges, closedAtMs)) continue
      findings.checked()
      if (ended !== undefined) endings -= 1
      const isSettled = ended !== undefined && ended.seq < closedSeq
      if (!isSettled && left === undefined) findings.violated(`call ${call} never ended`, started)
    }
    if (endings > 0) judgeRepeats(view, findings)
    return findings.verdict(view.calls.length === 0 ? 'no call was made' : whyWaiting)
  },
})

/** Who was asked for a longer one and still waits has hung, whoever asked for it. */
const longestHonestWaitMs = 3_600_000

const whyWaiting = 'each call that had not ended was still sitting out the wait that it had been asked for'

/** The run was over before the wait was: whether the call ends afterwards is not known. A declared deadline binds it all the same. */
function sitsOutItsWait(exchanges: readonly ExchangeView[], closedAtMs: number): boolean {
  const { response, ended } = exchanges.at(-1) ?? {}
  const waitMs = response?.truth.waitMs ?? 0
  if (response === undefined || ended === undefined || waitMs > longestHonestWaitMs) return false
  return response.at + waitMs > closedAtMs
}

function judgeRepeats({ events, calls }: HistoryView, findings: Findings): void {
  const all = events.filter((event): event is EventOf<'call-ended'> => event.type === 'call-ended')
  const byCall = Map.groupBy(all, ({ call }) => call)
  for (const { call, started } of calls) {
    const ended = byCall.get(call) ?? []
    if (ended.length > 1) findings.violated(`call ${call} ended ${ended.length} times`, started, ...ended)
  }
}
