import { picoUsdPerToken } from '../../../protocol/money/picoUsd.ts'
import { defineClaimKind, modelNamed, type Finding } from '../claim.ts'
import { priceKinds } from '../prices.ts'

/** "$0.42 per million tokens": against what somebody else says, to the last digit. Nothing that is measured tells a price. */
export const price = defineClaimKind<{ readonly model: string; readonly input: string; readonly output: string }>({
  kind: 'price',
  findings: 'each',
  judge: (claim, evidence) => {
    const now = evidence.priceNow(modelNamed(evidence, claim.model))
    return priceKinds.map((kind): Finding => {
      const metric = `price.${kind}` as const
      if (now === null) return { metric, about: claim.model, found: null, judgement: 'not-measured' }
      return {
        metric,
        about: claim.model,
        found: `$${now.price[kind]}, said on ${now.pricedOn}`,
        judgement: picoUsdPerToken(now.price[kind]) === picoUsdPerToken(claim[kind]) ? 'holds' : 'contradicted',
      }
    })
  },
})
