import { list, number } from '../format.ts'

/** What a plan says in words; its figures are calls a second. */
export interface Told {
  readonly input: {
    readonly slo: readonly { readonly metric: string; readonly comparison: string; readonly text: string }[]
    readonly demand: { readonly peakPerSecond: number; readonly users: number | null } | null
  }
  readonly sustained: {
    readonly perSecond: number
    readonly interval: readonly [number, number]
    readonly firstBroken: number | null
    readonly bindsFirst: { readonly resource: string; readonly model: string | null }
  }
  readonly losses: readonly { readonly kind: string; readonly name: string; readonly perSecond: number }[]
}

/** Three digits are all that a simulation knows. */
const rate = (perSecond: number) => number(Number(perSecond.toPrecision(3)))

/** `ttft.p99 <= 800ms` as one says it: p99 TTFT <= 800 ms. */
const limitWords = ({ metric, comparison, text }: Told['input']['slo'][number]) => {
  const [family = '', ...percentile] = metric.split('.')
  const name = { ttft: 'TTFT', total: 'total' }[family] ?? family
  const amount = text
    .replace(/^[^<>]*[<>]=?\s*/, '')
    .replace(/(\d)\s*(ms|s|m|%)$/, '$1 $2')
    .trim()
  return [percentile.join('.'), name, comparison, amount].filter((part) => part !== '').join(' ')
}

const binding = ({ resource, model }: Told['sustained']['bindsFirst']) => {
  if (model !== null) return `${resource} of ${model} binds first`
  if (resource === 'none') return 'nothing binds at the loads that were tried'
  return `${resource} binds first`
}

function lossWords({ sustained, losses }: Told): string {
  const { model } = sustained.bindsFirst
  const lost = losses.find(({ kind, name }) => kind === 'model' && name === model)
  const fatal = losses.find(({ kind, perSecond }) => kind !== 'model' && perSecond === 0)
  const parts = [
    ...(lost === undefined ? [] : [`losing it leaves ${rate(lost.perSecond)}`]),
    ...(fatal === undefined ? [] : [`losing the ${fatal.kind} ${fatal.name} leaves 0`]),
  ]
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`
}

function demandWords({ input: { demand }, sustained }: Told): string {
  if (demand === null) return ''
  const asked = demand.users === null ? '' : `${number(demand.users)} users, `
  const fits = sustained.perSecond >= demand.peakPerSecond
  return ` The demand (${asked}${rate(demand.peakPerSecond)} req/s at the peak) ${fits ? 'fits' : 'does not fit'}.`
}

export const plan = {
  sentence: (told: Told) => {
    const { sustained, input } = told
    const slo = list(input.slo.map(limitWords))
    const tail = `${lossWords(told)}.${demandWords(told)}`
    if (sustained.perSecond === 0) return `Sustains nothing with ${slo}: ${binding(sustained.bindsFirst)}${tail}`
    const [low, high] = sustained.interval
    const atLeast = sustained.firstBroken === null ? 'at least ' : ''
    const interval = sustained.firstBroken === null ? '' : ` [${rate(low)}, ${rate(high)}]`
    return `Sustains ${atLeast}${rate(sustained.perSecond)} req/s${interval} with ${slo}; ${binding(sustained.bindsFirst)}${tail}`
  },
  steps: {
    load: (perSecond: number) => `simulating ${rate(perSecond)} req/s`,
    loss: (name: string) => `without ${name}`,
    policy: (policy: string) => `an outage, ${policy}`,
    grid: (done: number, total: number) => `what if: ${number(done)} of ${number(total)}`,
  },
  policies: {
    'as-is': 'the client as it is',
    'no-retry-budget': 'without a retry budget',
    'no-breaker': 'without a circuit breaker',
    'no-jitter': 'without jitter',
    hedge: 'with hedges at p95',
    'none-of-them': 'without all three',
  } as Readonly<Record<string, string>>,
}
