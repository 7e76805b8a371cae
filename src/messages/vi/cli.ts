import type { Messages } from '../index.ts'
import { claims } from './claims.ts'
import { count, list } from './format.ts'
import { help } from './help.ts'
import { judge } from './judge.ts'
import { record } from './record.ts'
import { topic } from './topic.ts'

/** What the command line says of itself. */
export const cli: Messages['cli'] = {
  help,

  intro: (targets, scenarios, worlds, seed) =>
    `${list(targets)} trước ${count(scenarios, 'kịch bản')}: ${list(worlds)}, seed ${seed}.`,
  config: (file) => `Cấu hình: ${file}. Không có gì rời khỏi máy này.`,
  noConfig: 'Không có file cấu hình: mọi thứ đều dựng sẵn. Không có gì rời khỏi máy này.',
  stopping: 'Đang dừng: ghi báo cáo về những gì đã chạy. Nhấn lần nữa để thoát ngay.',
  interrupted: 'buổi diễn tập bị ngắt trước khi kết thúc',

  replay: {
    intro: (scenario, target, world, seed) => `Chạy lại ${scenario}: ${target}, ${world}, seed ${seed}.`,
    otherMaker: (then, now) => `Token do ${then} tạo, còn đây là ${now}; vẫn thử chạy.`,
    scenario: { same: 'Kịch bản: như cũ', other: 'Kịch bản: ĐÃ ĐỔI từ khi token được tạo' },
    history: { same: 'Lịch sử:  như cũ', other: 'Lịch sử:  KHÁC' },
    hashes: (expected, found) => ` (${expected}, nay ${found})`,
    hash: (hash) => ` (${hash})`,
    realTime: 'Trong thời gian thực không hai lượt chạy nào giống nhau đến từng byte; điều đáng kể là kết luận.',
    notPlayed: 'Không được chạy, nên không có lịch sử để so sánh.',
    loud: {
      otherScenario: 'Đây KHÔNG phải lượt chạy của token: kịch bản nay đã khác.',
      otherCode: 'Đây KHÔNG phải lượt chạy của token: client hoặc brownout nay đã khác.',
      sameCode:
        'Đây KHÔNG phải lượt chạy của token, dù kịch bản và phiên bản như cũ: có gì đó không tất định, hoặc bản làm việc đã bị ' +
        'sửa. Trên đồng hồ ảo điều đó không được xảy ra; xin hãy xem xét.',
    },
  },

  prices: {
    written: (models, out) => `Đã ghi ${count(models, 'mô hình')} vào ${out}.`,
    otherMode: (mode, entries) =>
      `Bỏ qua: ${count(entries, 'mục')} ${mode === '' ? 'không có mode' : `dành cho ${mode}, không phải chat`}.`,
    leftOut: (name, why) => `Bỏ qua: ${name}: ${why}.`,
    why: {
      'not-an-entry': () => 'mục của nó không phải đối tượng',
      'no-price': (field) => `nó không có ${field}`,
      'not-a-number': (field, found) => `${field} là ${found}, không phải số`,
      negative: (field, found) => `${field} là ${found}, nhỏ hơn 0`,
      'too-fine': (field, found) =>
        `${field} là ${found}, không phải số nguyên pico-đô la; giá không bao giờ được làm tròn`,
    },
    notCounted: (models) =>
      `${count(models, 'mô hình')} còn có giá theo bậc, dịch vụ hoặc loại dữ liệu, được ghi trong bảng (notCounted) ` +
      'nhưng không tính vào chi phí nào.',
  },

  claims,
  record,
  judge,

  list: {
    titles: { scenarios: 'Kịch bản', faults: 'Loại lỗi', invariants: 'Quy tắc', targets: 'Target' },
    more: 'Vì sao điều gì đó quan trọng: brownout help <name>',
  },

  topic,
}
