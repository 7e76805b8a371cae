import type { Messages } from '../index.ts'
import { list } from './format.ts'

/** What `brownout judge` says. */
export const judge: Messages['cli']['judge'] = {
  intro: (scenarios, speaks, jobs, seed) =>
    `${scenarios} ca, mỗi lúc ${jobs}, trên socket thật của máy này, seed ${seed}. ` +
    (speaks
      ? 'Chương trình nói giao thức testee.'
      : 'Chương trình không nói giao thức nào: nó được chạy một lần cho mỗi lời gọi, và bị phán xét theo đường truyền và exit code.'),
  askedFirst: 'Trước hết là một ngày thường, để biết phải nói chuyện với chương trình ra sao.',
  supports: (abilities) =>
    abilities.length === 0
      ? 'Nó không nói gì về stream hay abort: các ca đó sẽ chưa rõ.'
      : `Nó cho biết hỗ trợ: ${list(abilities)}.`,
  oneBaseURL: 'Nó có một base URL: nó có chuyển sang URL khác không thì chưa rõ (--map cho nó nhiều URL).',
  gcIsNode: (command) => `--gc chỉ thúc bộ thu gom rác của Node: nó không làm gì với ${command}.`,
  goodDay: {
    notAnswered: (why) =>
      `lỗi: Ngày thường mà chương trình còn không trả lời, thì ngày tệ không nói lên điều gì. ${why}`,
    noRequest: 'Nó không gửi request nào: nó có dùng OPENAI_BASE_URL không?',
    otherModel: (models, chain) =>
      `Nó hỏi ${list(models)}; hiện có ${list(chain)}: nó có dùng BROWNOUT_MODEL không? --models cho biết mô hình của bạn.`,
    failed: (how) => `Nó nói: ${how}`,
    nothing: 'không gì cả; có lời gọi không bao giờ kết thúc',
    help: 'sửa: chương trình được cho gì, và phải nói gì: docs/judge.md',
  },
}
