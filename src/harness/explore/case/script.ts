import type { OriginScript, Rule, Script } from '../../../faults/index.ts'
import type { CaseBounds } from './bounds.ts'
import { sometimes, whether, type Arbitrary, type FC } from './fastCheck.ts'
import { percentOf, type Odds } from './odds.ts'
import { rules, speaks } from './rules.ts'

const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat', 'gpt-4.1'] as const
const origins = ['gateway', 'backup', 'third'] as const

interface Place {
  readonly rules: Rule[] | undefined
  readonly sharesKey: boolean
  readonly http2: boolean
  /** Which of the places its redirects lead to. */
  readonly leadsTo: number
}

/** Up to four models at up to three places, whose keys may be one and the same. */
export function script(fc: FC, bounds: CaseBounds, odds: Odds): Arbitrary<Script> {
  const model = fc.record({ rules: rules(fc, bounds, odds, 'exchange'), place: fc.nat(origins.length - 1) })
  const chain = (minLength: number, maxLength: number) => fc.array(model, { minLength, maxLength, size: 'max' })
  const [alone, many] = [percentOf('one-endpoint', odds), percentOf('many-endpoints', odds)]
  const place: Arbitrary<Place> = fc.record({
    rules: sometimes(fc, 'connection-rules', odds, rules(fc, bounds, odds, 'connection')),
    sharesKey: whether(fc, 'shared-key', odds),
    http2: whether(fc, 'http2', odds),
    leadsTo: fc.nat(origins.length - 1),
  })
  return fc
    .record({
      chain: fc.oneof(
        { weight: alone, arbitrary: chain(1, 1) },
        { weight: Math.max(1, 100 - alone - many), arbitrary: chain(2, 2) },
        { weight: many, arbitrary: chain(3, models.length) },
      ),
      places: fc.tuple(place, place, place),
    })
    .map(({ chain: drawn, places }) => {
      const ruled: Record<string, Rule[]> = {}
      const served: Record<string, OriginScript> = {}
      for (const [index, { rules: bent, place: at }] of drawn.entries())
        ruled[models[index]!] = rulesAt(places[at]!, bent)
      for (const [at, name] of origins.entries()) {
        const serves = models.filter((_, index) => drawn[index]?.place === at)
        if (serves.length > 0) served[name] = originOf(name, serves, places[at]!)
      }
      return { models: ruled, origins: served }
    })
}

function rulesAt(place: Place, drawn: readonly Rule[]): Rule[] {
  return drawn.filter(({ fault }) => speaks(fault, place.http2)).map((rule) => ledTo(rule, place))
}

/** A place that is not there is a host that nobody knows. */
function ledTo({ when, fault }: Rule, { leadsTo }: Place): Rule {
  return { when, fault: fault.type === 'redirect' ? { ...fault, to: origins[leadsTo]! } : fault }
}

function originOf(
  name: string,
  serves: readonly string[],
  { rules: bent = [], sharesKey, http2 }: Place,
): OriginScript {
  const credential = sharesKey ? 'shared' : name
  return http2
    ? { serves, credential, tls: true, http2, rules: bent }
    : { serves, credential, tls: bent.some(({ fault }) => fault.type.startsWith('tls')), rules: bent }
}
