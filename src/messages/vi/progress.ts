import type { Messages } from '../index.ts'

/** What is seen while a benchmark runs. */
export const progress: Messages['progress'] = {
  columns: {
    model: 'mô hình',
    bar: '',
    done: 'gọi',
    total: 'cả câu p50/p95',
    ttft: 'ttft p50/p95',
    failed: 'lỗi',
    retried: 'retry',
    cost: 'chi phí',
  },
  more: (models) => `… và ${models} mô hình nữa`,
  running: (shown, of) => (of === undefined ? shown : `${shown} trên ${of}`),
  left: (shown) => `còn khoảng ${shown}`,
  inFlight: (calls) => `${calls} đang chạy`,
  lag: (shown) => `trễ p99 ${shown}`,
  spent: (usd, cap) => (cap === undefined ? `$${usd}` : `$${usd} trên $${cap}`),
  calls: (done, of) => `${of === undefined ? done : `${done}/${of}`} lời gọi`,
  retried: (calls) => `${calls} retry`,
  failed: (calls) => `${calls} thất bại`,
  dropped: (calls) => `${calls} không bắt đầu`,
  cancelled: (calls) => `${calls} bị hủy`,
  latency: (metric, p50, p95) => `${metric === 'total' ? 'cả câu' : metric} p50 ${p50} p95 ${p95}`,
}
