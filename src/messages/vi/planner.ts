import type { Messages } from '../index.ts'
import { count } from './format.ts'

/** Of the page of a plan: how retries multiply load, and the sliders. */
export const planner: Messages['planner'] = {
  amplification: {
    axis: 'request gửi đi trên mỗi lời gọi',
    load: {
      title: 'Retry nhân tải lên bao nhiêu, theo tải đưa vào',
      note: 'Một request cho mỗi lời gọi là không retry lần nào. Nơi đường đi lên, các lời gọi bị từ chối quay lại và cộng thêm vào tải.',
      say: (loads, most) => `Số request gửi đi trên mỗi lời gọi ở ${count(loads, 'mức tải')}; nhiều nhất là ${most}.`,
      line: 'request mỗi lời gọi',
      refused: 'request bị từ chối vì quota',
    },
    policies: {
      title: 'Từng chính sách nhân tải lên bao nhiêu',
      note: 'Số request gửi đi cho mỗi lời gọi đến hạn, trong lúc các mô hình sập và sau đó.',
      say: (policies) => `Số request mỗi lời gọi của ${count(policies, 'chính sách')}, trong sự cố và sau sự cố.`,
      call: 'một request mỗi lời gọi',
      more: 'retry và hedging',
      bar: (policy, when) => `${policy}, ${when}`,
      during: 'lúc sự cố',
      after: 'sau sự cố',
    },
  },
  slider: {
    load: 'Tải đưa vào:',
    quotas: 'Quota, so với hiện tại:',
    lost: 'Mất',
    nothing: 'không mất gì',
    keeps: 'giữ được SLO',
    yes: 'có',
    no: 'không',
    open: 'giới hạn nằm đâu đó ở đây',
    good: 'câu trả lời tốt',
    ttft: 'p99 token đầu',
    total: 'p99 cả câu trả lời',
    refused: 'request bị từ chối',
    inFlight: 'lời gọi đang chạy',
    requests: 'request mỗi phút',
    month: 'một tháng, với tải này suốt ngày',
    unknown: '-',
    interpolated: 'Nội suy giữa các mức tải đã mô phỏng.',
    simulated: 'Đúng như đã mô phỏng.',
  },
}
