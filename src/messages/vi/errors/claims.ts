import type { Messages } from '../../index.ts'

/** Runs that no claim is judged by. */
export const claims: Messages['errors']['claims'] = {
  notLive: (folder, world) => ({
    what: `Lượt chạy đó không phải live (${world}): mock lấy số liệu từ chính các tuyên bố nên không chứng minh được tuyên bố nào.`,
    where: `brownout claims ${folder}`,
    mend: 'Đưa một lượt chạy của brownout bench --live, hoặc không đưa gì: phần số học được phán xét mà không cần lượt chạy.',
  }),
  bent: (folder, scenario) => ({
    what: `Lượt chạy đó bị kịch bản ${scenario} làm nhiễu: độ trễ của nó không nói gì về nhà cung cấp.`,
    where: `brownout claims ${folder}`,
    mend: 'Đưa một lượt chạy không có --scenario.',
  }),
}
