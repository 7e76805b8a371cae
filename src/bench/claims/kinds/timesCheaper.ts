import { defineClaimKind, modelNamed, type Finding } from '../claim.ts'
import { claimedPrice, priceKinds, quotient } from '../prices.ts'

interface TimesCheaper {
  readonly cheap: string
  readonly dear: string
  readonly times: number
}

/** "19 times cheaper": for input and for output. Whole times count: 19.04 are 19. */
export const timesCheaper = defineClaimKind<TimesCheaper>({
  kind: 'timesCheaper',
  findings: 'readings',
  judge: ({ cheap, dear, times }, evidence) =>
    priceKinds.map((kind): Finding => {
      const cheapPrice = claimedPrice(modelNamed(evidence, cheap), kind)
      const dearPrice = claimedPrice(modelNamed(evidence, dear), kind)
      return {
        metric: `price.${kind}`,
        about: `${cheap} and ${dear}`,
        found: `${quotient(dearPrice, cheapPrice)} times`,
        judgement: dearPrice / cheapPrice === BigInt(times) ? 'holds' : 'contradicted',
      }
    }),
})
