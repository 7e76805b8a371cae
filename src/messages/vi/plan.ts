import type { Messages } from '../index.ts'
import { number } from '../format.ts'
import { list } from './format.ts'

type Told = Parameters<Messages['plan']['sentence']>[0]

/** Three digits are all that a simulation knows. */
const rate = (perSecond: number) => number(Number(perSecond.toPrecision(3)))

/** `ttft.p99 <= 800ms` as one says it: p99 TTFT <= 800 ms. */
const limitWords = ({ metric, comparison, text }: Told['input']['slo'][number]) => {
  const [family = '', ...percentile] = metric.split('.')
  const name = { ttft: 'TTFT', total: 'cả câu trả lời', success: 'tỷ lệ thành công' }[family] ?? family
  const amount = text
    .replace(/^[^<>]*[<>]=?\s*/, '')
    .replace(/(\d)\s*(ms|s|m|%)$/, '$1 $2')
    .trim()
  return [percentile.join('.'), name, comparison, amount].filter((part) => part !== '').join(' ')
}

const binding = ({ resource, model }: Told['sustained']['bindsFirst']) => {
  if (model !== null) return `${resource} của ${model} cạn trước tiên`
  if (resource === 'none') return 'không gì cạn ở các mức tải đã thử'
  return `${resource} cạn trước tiên`
}

const kinds: Readonly<Record<string, string>> = { model: 'mô hình', credential: 'key', origin: 'origin' }

function lossWords({ sustained, losses }: Told): string {
  const { model } = sustained.bindsFirst
  const lost = losses.find(({ kind, name }) => kind === 'model' && name === model)
  const fatal = losses.find(({ kind, perSecond }) => kind !== 'model' && perSecond === 0)
  const parts = [
    ...(lost === undefined ? [] : [`mất nó thì còn ${rate(lost.perSecond)}`]),
    ...(fatal === undefined ? [] : [`mất ${kinds[fatal.kind] ?? fatal.kind} ${fatal.name} thì còn 0`]),
  ]
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`
}

function demandWords({ input: { demand }, sustained }: Told): string {
  if (demand === null) return ''
  const asked = demand.users === null ? '' : `${number(demand.users)} người dùng, `
  const fits = sustained.perSecond >= demand.peakPerSecond
  return ` Nhu cầu (${asked}${rate(demand.peakPerSecond)} req/s lúc cao điểm) ${fits ? 'đáp ứng được' : 'không đáp ứng được'}.`
}

/** What a capacity plan says in a sentence, and while it simulates. */
export const plan: Messages['plan'] = {
  sentence: (told) => {
    const { sustained, input } = told
    const slo = list(input.slo.map(limitWords))
    const tail = `${lossWords(told)}.${demandWords(told)}`
    if (sustained.perSecond === 0) return `Không chịu được tải nào với ${slo}: ${binding(sustained.bindsFirst)}${tail}`
    const [low, high] = sustained.interval
    const atLeast = sustained.firstBroken === null ? 'ít nhất ' : ''
    const interval = sustained.firstBroken === null ? '' : ` [${rate(low)}, ${rate(high)}]`
    return `Chịu được ${atLeast}${rate(sustained.perSecond)} req/s${interval} với ${slo}; ${binding(sustained.bindsFirst)}${tail}`
  },
  steps: {
    load: (perSecond) => `đang mô phỏng ${rate(perSecond)} req/s`,
    loss: (name) => `khi mất ${name}`,
    policy: (policy) => `qua một sự cố, ${policy}`,
    grid: (done, total) => `nếu như: ${number(done)} trên ${number(total)}`,
  },
  policies: {
    'as-is': 'client như hiện tại',
    'no-retry-budget': 'bỏ retry budget',
    'no-breaker': 'bỏ circuit breaker',
    'no-jitter': 'bỏ jitter',
    hedge: 'có hedging ở p95',
    'none-of-them': 'bỏ cả ba thứ trên',
  },
}
