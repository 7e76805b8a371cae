import type { Messages } from '../index.ts'

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`
const said = (what: string, value: number | null, limit: string) =>
  value === null ? `${what}: không đo được` : `${what}: ${percent(value)} (${limit})`
const atMost = (limit: number) => `tối đa ${percent(limit)}`
const atLeast = (limit: number) => `tối thiểu ${percent(limit)}`

/** What a benchmark says of how it was measured. */
export const benchSummary: Messages['benchSummary'] = {
  lights: {
    lag: (value, limit) => said('lời gọi bắt đầu trễ, p99, so với độ trễ p50', value, atMost(limit)),
    'loop-delay': (value, limit) =>
      said('event loop của chính brownout trễ, p99, so với độ trễ p50', value, atMost(limit)),
    'cpu-wait': (value, limit) => said('phải chờ CPU, trong thời gian có thể chạy', value, atMost(limit)),
    achieved: (value, limit) => said('lời gọi đã thực hiện so với kế hoạch', value, atLeast(limit)),
    dropped: (value, limit) => said('lời gọi đến hạn nhưng không bắt đầu', value, atMost(limit)),
    'littles-law': (value, limit) =>
      said('số lời gọi đang chạy so với tốc độ đến x thời gian (L = λW), lệch', value, atMost(limit)),
    'enough-calls': (value) => {
      const what = 'số lời gọi cho p95 của mỗi mô hình'
      if (value === null) return `${what}: không đo được`
      return `${what}: ${value === 1 ? 'đủ' : 'quá ít'}`
    },
    independent: (value, limit) =>
      said('lời gọi độc lập với lời gọi kế bên', value, `${atLeast(limit)}; khoảng tin cậy được nới rộng vì điều đó`),
    drift: (value, limit) => said('xác suất hai nửa của lượt chạy giống nhau', value, atLeast(limit)),
  },
}
