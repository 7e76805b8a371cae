import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { list } from '../format.ts'
import { didYouMean } from './problemText.ts'

type Said =
  | 'noCall'
  | 'onlyVirtual'
  | 'unknownScenario'
  | 'unknownName'
  | 'unknownKind'
  | 'unknownTopic'
  | 'noToken'
  | 'notFound'
  | 'brokenToken'

const kinds = {
  target: 'target',
  world: 'world',
  reporter: 'reporter',
  scenario: 'kịch bản',
  format: 'định dạng',
  language: 'ngôn ngữ',
}

/** Names and tokens that lead nowhere. */
export const names: Pick<Messages['errors'], Said> = {
  noCall: (call, folder) => ({
    what: `Ở đó không ghi lời gọi ${call} của benchmark nào.`,
    where: folder,
    mend: 'Lời gọi đếm từ 0; history.ndjson có một dòng cho mỗi lời gọi.',
  }),
  onlyVirtual: (world) => ({
    what: `Khám phá chỉ chạy trên đồng hồ ảo, không chạy trên ${world}.`,
    where: `brownout explore --world ${world}`,
    mend: 'Bỏ --world: hàng nghìn ngày dài hàng phút sẽ mất nhiều tuần thời gian thực, và không hai lượt chạy nào giống nhau, nên không thu nhỏ được gì.',
  }),
  unknownScenario: (pattern, nearest) => ({
    what: `Không kịch bản hay họ kịch bản nào mang tên, và không tên kịch bản nào chứa, ${quoted(pattern)}.`,
    where: `brownout test ${pattern}`,
    mend: didYouMean(nearest, 'Tất cả: brownout list scenarios'),
  }),
  unknownName: (kind, name, where, nearest, all) => ({
    what: `Không có ${kinds[kind]} ${quoted(name)}.`,
    where,
    mend: didYouMean(
      nearest,
      kind === 'target' || kind === 'scenario' ? `Tất cả: brownout list ${kind}s` : `Hiện có ${list(all)}.`,
    ),
  }),
  unknownKind: (name, nearest, all) => ({
    what: `Không có danh sách ${quoted(name)}.`,
    where: `brownout list ${name}`,
    mend: didYouMean(nearest, `Hiện có ${list(all)}.`),
  }),
  unknownTopic: (name, nearest) => ({
    what: `Không có lệnh, quy tắc, kịch bản, loại lỗi hay target nào tên ${quoted(name)}.`,
    where: `brownout help ${name}`,
    mend: didYouMean(nearest, 'Tất cả: brownout list'),
  }),
  noToken: (text) => ({
    what: `${quoted(text)} không phải token để chạy lại.`,
    where: `brownout replay ${text}`,
    mend: 'Token bắt đầu bằng b1. và đứng sau "chạy lại:" trong terminal và trong mọi báo cáo; hãy chép toàn bộ.',
  }),
  notFound: (scenario, token) => ({
    what: `${quoted(scenario)} được viết ra, không phải tìm thấy: nó đã được giữ sẵn.`,
    where: `brownout replay ${token} --save`,
    mend: 'Bỏ --save: nó chỉ giữ những gì brownout explore tìm thấy.',
  }),
  brokenToken: (text) => ({
    what: 'Không đọc được ca trong token: thiếu hoặc sai chữ, hoặc do brownout mới hơn tạo ra.',
    where: `brownout replay ${text}`,
    mend: 'Hãy chép toàn bộ, từ b1. đến hết; nó có thể dài.',
  }),
}
