import { planPage as english } from '../en/planPage.ts'
import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count, list } from './format.ts'

const { rate, percent } = english
const kinds: Readonly<Record<string, string>> = { model: 'mô hình', credential: 'key', origin: 'origin' }

/** The page of `brownout plan` on the terminal. */
export const planPage: Messages['planPage'] = {
  rate,
  percent,
  usd: (amount) => (amount === null ? 'không rõ' : english.usd(amount)),
  money: english.money,
  ms: english.ms,

  models: 'Các mô hình, theo thứ tự được hỏi',
  model: { id: 'mô hình', rpm: 'rpm', tpm: 'tpm', concurrency: 'đồng thời', ttft: 'token đầu', place: 'origin, key' },
  noLimit: 'không giới hạn',
  notTold: 'chưa cho biết',
  assumed: 'giả định',
  workload: (name, input, output, maxTokens) =>
    `Lời gọi như trong ${name}: ${number(input)} token vào, ${number(output)} ra (trung vị), max_tokens ${number(maxTokens)}.`,
  simulated: (trials, durationMs, seed) =>
    `${count(trials, 'seed')} từ ${seed}, mỗi seed ${duration(durationMs)} thời gian ảo; độ trễ tính từ thời điểm đến hạn.`,
  assumptions: (what) => `Giả định, vì không ai cho biết: ${list(what)}.`,
  assumption: {
    ttft: (models) => `token đầu của ${list(models, 3)} sau 80 ms`,
    interToken: (models) => `50 token mỗi giây của ${list(models, 3)}`,
    concurrency: (models) => `không giới hạn số request đồng thời cho ${list(models, 3)}`,
    slo: 'SLO',
  },
  loads: 'Tải, đã mô phỏng',
  load: {
    offered: 'req/s',
    good: 'tốt',
    p50: 'TTFT p50',
    p99: 'p99',
    total: 'cả câu p99',
    attempts: 'lần thử',
    cost: '$/1k câu tốt',
    kept: 'SLO',
  },
  kept: { true: 'đạt', false: 'vỡ' },
  quotas: (perSecond) => `Quota ở ${rate(perSecond)} req/s (phân vị 95 của các phút)`,
  quota: (resource, model, used, limit, share, refusals) =>
    `${model} ${resource}: ${number(Math.round(used))} trên ${number(limit)}, ${percent(share)}` +
    (refusals === 0 ? '' : `, ${count(refusals, 'request')} bị từ chối`),
  losses: 'Khi mất một phần',
  loss: (kind, name, perSecond, low, high, fits) =>
    `mất ${kinds[kind] ?? kind} ${name}: ${rate(perSecond)} req/s` +
    (perSecond === 0 ? '' : ` [${rate(low)}, ${rate(high)}]`) +
    (fits === null ? '' : fits ? ', nhu cầu vẫn đáp ứng được' : ', nhu cầu không đáp ứng được'),
  money_: 'Tiền',
  perCall: (mean, p50, p99, most, wasted) =>
    `một lời gọi: trung bình ${mean}; p50 ${p50}, p99 ${p99}, tối đa ${most}; lãng phí ${wasted}`,
  month: (times, perSecond, amounts, fits) =>
    `x${times}, ${rate(perSecond)} req/s: ${list(amounts)} mỗi tháng${fits ? '' : ' (vượt mức chịu được)'}`,
  outage: (perSecond, models, fromMs, toMs, fault) =>
    `Qua một sự cố ở ${rate(perSecond)} req/s: ${list(models, 3)} ${fault}, từ ${duration(fromMs)} đến ${duration(toMs)}`,
  policyRow: {
    policy: 'client',
    during: 'wire/tải vào',
    after: 'sau đó',
    good: 'tốt lúc lỗi',
    goodAfter: 'sau đó',
    recovers: 'hồi phục',
  },
  recovers: (ms) => (ms === null ? 'không bao giờ' : ms === 0 ? 'ngay lập tức' : `trong ${duration(ms)}`),
  saved: (where) => `Toàn bộ, kèm lưới nếu-như: ${where}`,
}
