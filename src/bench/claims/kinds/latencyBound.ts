import { defineClaimKind, type Finding } from '../claim.ts'
import { latencyFindings } from '../latencyFindings.ts'

/** "≤ 50 ms", whatever the model: first against the averages of the same text, then against what was measured. */
export const latencyBound = defineClaimKind<{ readonly atMostMs: number }>({
  kind: 'latencyBound',
  findings: 'each',
  judge: ({ atMostMs }, evidence) =>
    evidence.table.flatMap((model): Finding[] => {
      const { name: about, claimedLatencyMs: claimedMs } = model
      const metric = 'table.latency'
      const itself: Finding =
        claimedMs === null
          ? { metric, about, found: null, judgement: 'not-measured' }
          : { metric, about, found: `${claimedMs} ms`, judgement: claimedMs <= atMostMs ? 'holds' : 'contradicted' }
      return [itself, ...latencyFindings(model, atMostMs, evidence)]
    }),
})
