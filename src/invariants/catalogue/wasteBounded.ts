import { usdOf } from '../../protocol/money/picoUsd.ts'
import { Bills } from '../bills.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** So many wasted attempts are named as evidence; the message says how many there were. */
const namedAttempts = 20

/** Of what was billed, only the answer that a caller got was worth its money. Whoever aborts or leaves wastes it himself. */
export const wasteBounded = defineInvariant({
  name: 'waste-bounded',
  number: 44,
  requirement:
    'Of the money that was billed, no more than the declared share went into attempts that nobody got an answer of.',
  source:
    'Dean, Barroso, The Tail at Scale: hedges that wait for the 95th percentile cost 5 % more, not twice as much.',
  strength: 'should',
  vantage: 'driver',
  check(view, { declared: { prices, wasteAtMost } }) {
    const findings = new Findings()
    if (prices === undefined || wasteAtMost === undefined) return findings.verdict('no share of waste was declared')
    const bills = Bills.by(prices)
    let all = 0n
    let wasted = 0n
    const evidence: { readonly seq: number }[] = []
    for (const { exchanges, ended, aborted, left } of view.calls) {
      if (aborted !== undefined || left !== undefined || ended === undefined) continue
      const text = ended.outcome.ok ? ended.outcome.text : undefined
      let isGot = false
      for (const exchange of exchanges) {
        const bill = bills.of(exchange)
        if (bill === undefined) continue
        findings.checked()
        all += bill
        if (!isGot && text !== undefined && exchange.ended?.finished === true && exchange.ended.text === text)
          isGot = true
        else {
          wasted += bill
          if (evidence.length < namedAttempts) evidence.push(exchange.started)
        }
      }
    }
    const share = all === 0n ? 0 : Number((wasted * 1_000_000n) / all) / 1_000_000
    if (share > wasteAtMost) {
      const [gone, paid] = [usdOf(wasted), usdOf(all)]
      findings.violated(
        `${gone} of ${paid} USD (${Math.round(share * 100)} %) went into attempts that nobody got an answer of; ` +
          `at most ${Math.round(wasteAtMost * 100)} % may`,
        ...evidence,
      )
    }
    return findings.verdict('no upstream said what it billed')
  },
})
