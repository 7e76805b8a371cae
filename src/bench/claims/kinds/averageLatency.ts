import { defineClaimKind, modelNamed } from '../claim.ts'
import { latencyFindings } from '../latencyFindings.ts'

/** "45 ms on average": of what is not said, so each metric is looked at. */
export const averageLatency = defineClaimKind<{ readonly model: string; readonly atMostMs: number }>({
  kind: 'averageLatency',
  findings: 'readings',
  judge: ({ model, atMostMs }, evidence) => latencyFindings(modelNamed(evidence, model), atMostMs, evidence),
})
