import { histories as english } from '../../en/errors/histories.ts'
import type { Messages } from '../../index.ts'
import { count } from '../format.ts'

/** Of histories that are to be judged. */
export const histories: Messages['errors']['histories'] = {
  line: (line) => `lịch sử, dòng ${line}`,
  event: english.event,
  noHistory: (found) => ({
    what: `Lịch sử là một văn bản, một danh sách sự kiện hoặc một History; đã nhận ${found}.`,
    where: 'judge(history)',
    mend: "Ví dụ: judge(await readFile('reports/latest/history.ndjson', 'utf8'))",
  }),
  notJson: (place, message) => ({
    what: `Dòng này không phải JSON: ${message}`,
    where: place,
    mend: 'Lịch sử có một đối tượng JSON mỗi dòng, như brownout test để lại trong history.ndjson.',
  }),
  notOneRun: (runs) => ({
    what:
      runs === 0
        ? 'Lịch sử không chứa sự kiện nào.'
        : `Lịch sử chứa ${count(runs, 'lượt chạy')}; mỗi lần chỉ phán xét một lượt chạy.`,
    where: 'judge(history)',
    mend: 'Tách chúng ra: for (const { scenario, events } of readHistories(text)) judge(events)',
  }),
  outOfOrder: (seq, before) => ({
    what: `Sự kiện có seq ${seq} đứng sau sự kiện có seq ${before}, nhưng seq hoặc thời gian của nó không muộn hơn.`,
    where: 'lịch sử',
    mend: 'Sự kiện đứng theo thứ tự xảy ra: seq tăng dần, và at (ms) không bao giờ lùi.',
  }),
}
