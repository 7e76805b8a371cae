import { benchCharts as english } from '../en/benchCharts.ts'
import type { Messages } from '../index.ts'

/** Charts of a benchmark that set models, runs and prompts beside each other. */
export const benchCharts: Messages['benchCharts'] = {
  pareto: {
    title: 'Chi phí so với độ trễ',
    note: 'Góc dưới bên trái là tốt hơn. Trên đường chấm không mô hình nào vừa nhanh hơn vừa rẻ hơn; nét qua mỗi dấu là khoảng tin cậy 95 %.',
    say: (best) => `Các mô hình theo độ trễ và chi phí. Không mô hình nào khác vừa nhanh hơn vừa rẻ hơn ${best}.`,
    x: 'p95 của cả câu trả lời, từ lúc lời gọi đến hạn',
    y: '$ mỗi 1,000 câu trả lời tốt',
    usd: english.pareto.usd,
    frontier: 'không mô hình nào vừa nhanh hơn vừa rẻ hơn',
    beaten: 'có mô hình khác vừa nhanh hơn vừa rẻ hơn',
    columns: { latency: 'p95 cả câu trả lời', cost: '$ mỗi 1k câu tốt', verdict: 'kết luận' },
  },
}
