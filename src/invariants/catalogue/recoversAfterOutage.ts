import type { CallView } from '../../history/index.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

/** Of the share of calls that went well before the outage, so much has to go well after it. */
const wellAgain = 0.99

const callsNamed = 5

/**
 * Goodput is calls that are answered before their deadline: who answers the dead does no good. The outage is declared, as
 * what fails after it may be the clients' own doing, and that is the point: a load that keeps itself up after what caused it
 * is gone is a metastable failure.
 */
export const recoversAfterOutage = defineInvariant({
  name: 'recovers-after-outage',
  number: 43,
  requirement:
    'Some time after an outage calls go as well as before it: nothing that was piled up in it keeps them down.',
  source: 'Bronson et al., Metastable Failures in Distributed Systems, HotOS 2021; Google SRE book, chapter 22.',
  strength: 'should',
  vantage: 'driver',
  check(view, { declared: { outage, deadlineMs }, toleranceMs }) {
    const findings = new Findings()
    if (outage === undefined) return findings.verdict('no outage was declared')
    const { fromMs, toMs, recoversWithinMs } = outage
    const recoveredMs = toMs + recoversWithinMs
    const isGood = ({ started, ended }: CallView) =>
      ended?.outcome.ok === true &&
      !isLater(ended.at, started.at + (started.deadlineMs ?? deadlineMs ?? Infinity), toleranceMs)
    // A caller that gave up or left says nothing of how its call went.
    const calls = view.calls.filter(({ aborted, left }) => aborted === undefined && left === undefined)
    const before = calls.filter(({ started, ended }) => started.at < fromMs && (ended?.at ?? Infinity) <= fromMs)
    const after = calls.filter(({ started }) => started.at >= recoveredMs)
    const goodBefore = before.filter(isGood).length
    if (goodBefore === 0) return findings.verdict('no call went well before the outage')
    if (after.length === 0)
      return findings.verdict(`no call began later than ${inMs(recoversWithinMs)} after the outage`)
    findings.checked(after.length)
    const failed = after.filter((call) => !isGood(call))
    if (after.length - failed.length >= wellAgain * (goodBefore / before.length) * after.length - 1e-9)
      return findings.verdict('')
    const last = failed.at(-1)!
    findings.violated(
      `from ${inMs(recoversWithinMs)} after the outage on ${after.length - failed.length} of ${after.length} calls went well, ` +
        `before it ${goodBefore} of ${before.length}; a call that began ${inMs(last.started.at - toMs)} after it still did not`,
      ...[...failed.slice(0, callsNamed), last].map(({ started }) => started),
    )
    return findings.verdict('')
  },
})
