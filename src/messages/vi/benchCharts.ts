import { benchCharts as english } from '../en/benchCharts.ts'
import { number } from '../format.ts'
import type { Messages } from '../index.ts'
import { count } from './format.ts'

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

  forest: {
    title: (baseline) => `Từng mô hình so với ${baseline}`,
    note: 'Thấp hơn là tốt hơn. Nét ngang là khoảng tin cậy 95 %; nét kết thúc bằng mũi tên còn kéo dài nữa. Các lời gọi được so theo từng prompt.',
    say: (rows) =>
      `${count(rows, 'phép so sánh')} với khoảng tin cậy, mỗi phép có một kết luận: tốt hơn, tệ hơn, như nhau hoặc chưa rõ.`,
    x: (baseline) => `thay đổi so với ${baseline}`,
    tick: english.forest.tick,
    times: english.forest.times,
    margin: (margin) => `trong ${Math.round(margin * 100)} %: như nhau`,
    metrics: {
      'cost.per1kGood': '$ mỗi 1,000 câu trả lời tốt',
      'ttft.p50': 'token đầu, p50',
      'ttft.p95': 'token đầu, p95',
      'total.p50': 'cả câu trả lời, p50',
      'total.p95': 'cả câu trả lời, p95',
    },
    first: 'mô hình đầu',
    own: 'mô hình này',
    limits: 'khoảng tin cậy 95 %',
  },

  flow: {
    title: 'Diễn biến của lượt chạy',
    note: 'Một trục thời gian cho tất cả. Nơi số lời gọi kết thúc ít hơn số đến hạn, chúng dồn lại; lỗi của các mô hình được đánh dấu.',
    say: (slices) =>
      `Tải, lời gọi đang chạy, độ trễ, thất bại và ai trả lời qua ${count(slices, 'khoảng')} của lượt chạy.`,
    load: 'lời gọi mỗi giây',
    due: 'đến hạn, mỗi giây',
    ended: 'được trả lời, mỗi giây',
    inFlight: 'lời gọi đang chạy',
    took: 'câu trả lời mất bao lâu; đậm: nhiều hơn',
    lost: 'không được trả lời, lời gọi mỗi giây',
    answeredBy: 'ai trả lời, lời gọi mỗi giây',
    others: 'khác',
    from: 'từ',
    by: (model) => `${model} trả lời`,
    says: (from, due, ended, inFlight) =>
      `${from}: ${due}/giây đến hạn, ${ended}/giây được trả lời, ${inFlight} đang chạy`,
  },

  history: {
    heading: 'Các lượt chạy trước của cùng kế hoạch',
    note: 'Mỗi dấu là một lượt chạy, mới nhất ở bên phải; dải nhạt là khoảng tin cậy 95 %.',
    verdict: (isOutside) =>
      isOutside === null
        ? 'Quá ít lượt chạy trước để dự đoán.'
        : isOutside
          ? 'Lượt chạy này nằm ngoài khoảng dự đoán từ các lượt trước.'
          : 'Lượt chạy này nằm trong khoảng dự đoán từ các lượt trước.',
    say: (runs) => `Một số đo qua ${count(runs, 'lượt chạy')}, mới nhất ở cuối.`,
    x: 'các lượt chạy theo ngày, mới nhất ở bên phải',
    y: { ms: 'thời gian', usd: '$', share: 'tỷ lệ lời gọi' },
    metrics: {
      'total.p95': 'p95 của cả câu trả lời, từng lượt chạy',
      'ttft.p95': 'p95 của token đầu, từng lượt chạy',
      'cost.per1kGood': '$ mỗi 1,000 câu trả lời tốt, từng lượt chạy',
      success: 'lời gọi được trả lời, từng lượt chạy',
    },
    expected: ['cận dưới dự đoán, 95 %', 'cận trên dự đoán, 95 %'],
    latest: 'lượt này',
    run: 'lượt chạy',
    started: 'bắt đầu',
    commit: 'commit',
    calls: 'lời gọi',
  },

  workload: {
    heading: 'Những gì đã được hỏi',
    title: 'Số token vào và ra',
    note: 'Màu càng đậm, càng nhiều lời gọi có chừng ấy token vào và ra.',
    pieces: (perToken) => `Số mẩu của stream trên mỗi token: ${number(perToken)}.`,
    say: (cells) => `Các lời gọi theo số token của prompt và của câu trả lời, trong ${count(cells, 'ô')} của một lưới.`,
    says: (input, output, calls) => `${input} vào, ${output} ra: ${count(calls, 'lời gọi')}`,
    input: 'số token của prompt',
    output: 'số token của câu trả lời',
    calls: 'lời gọi',
    range: (from, to) => (from === to ? from : `${from} đến ${to}`),
    first: {
      title: 'Token đầu theo độ dài của prompt',
      note: 'Nơi đường đi lên, prompt dài được trả lời muộn hơn.',
      say: (bands) => `Token đầu đến sau bao lâu, cho ${count(bands, 'độ dài')} của prompt.`,
      axis: 'token đầu, từ lúc lời gọi đến hạn',
    },
  },
}
