import { defineClaimKind, modelNamed, type Finding } from '../claim.ts'
import { claimedPrice, priceKinds, quotient } from '../prices.ts'

interface ShareSaved {
  readonly percent: number
  readonly cheap: readonly string[]
  readonly dear: readonly string[]
}

/** "85 % saved": against what is not said, so every cheap model is held against every dear one. */
export const shareSaved = defineClaimKind<ShareSaved>({
  kind: 'shareSaved',
  findings: 'readings',
  judge: ({ percent, cheap, dear }, evidence) =>
    cheap.flatMap((one) =>
      dear.flatMap((other) =>
        priceKinds.map((kind): Finding => {
          const before = claimedPrice(modelNamed(evidence, other), kind)
          const saved = before - claimedPrice(modelNamed(evidence, one), kind)
          return {
            metric: `price.${kind}`,
            about: `${one} instead of ${other}`,
            found: `${quotient(saved * 100n, before)} %`,
            judgement: saved * 100n >= before * BigInt(percent) ? 'holds' : 'contradicted',
          }
        }),
      ),
    ),
})
