import type { FaultSpec, OriginScript, Rule, Script } from '../../../faults/index.ts'
import type { CaseBounds } from './bounds.ts'
import { plain, type Arbitrary, type FC } from './fastCheck.ts'
import { connectionFault, exchangeFault, speaks, when } from './rules.ts'

const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat', 'gpt-4.1'] as const
const origins = ['gateway', 'backup', 'third'] as const

/** Up to four models at up to three places, whose keys may be one and the same. */
export function script(fc: FC, bounds: CaseBounds): Arbitrary<Script> {
  const rules = (fault: Arbitrary<FaultSpec>, maxLength: number): Arbitrary<Rule[]> =>
    fc.array(fc.record({ when: when(fc, bounds), fault }, plain), { maxLength, size: 'max' })
  const model = fc.record({ rules: rules(exchangeFault(fc), 3), place: fc.nat(origins.length - 1) })
  const place = fc.record({
    rules: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Rule[]>([]) },
      { weight: 1, arbitrary: rules(connectionFault(fc), 2) },
    ),
    sharesKey: fc.boolean(),
    http2: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
  return fc
    .record({
      chain: fc.array(model, { minLength: 1, maxLength: models.length, size: 'max' }),
      places: fc.tuple(place, place, place),
    })
    .map(({ chain, places }) => ({
      models: Object.fromEntries(
        chain.map(({ rules: bent, place: at }, index) => [
          models[index]!,
          bent.filter(({ fault }) => speaks(fault, places[at]!.http2)),
        ]),
      ),
      origins: Object.fromEntries(
        origins.flatMap((name, at) => {
          const serves = models.filter((_, index) => chain[index]?.place === at)
          if (serves.length === 0) return []
          const { rules: bent, sharesKey, http2 } = places[at]!
          const origin: OriginScript = {
            serves,
            credential: sharesKey ? 'shared' : name,
            tls: http2 || bent.some(({ fault }) => fault.type.startsWith('tls')),
            ...(http2 ? { http2 } : {}),
            rules: bent,
          }
          return [[name, origin]]
        }),
      ),
    }))
}
