import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { list } from '../format.ts'
import { didYouMean } from './problemText.ts'

/** What `brownout judge` cannot start with. */
export const judge: Messages['errors']['judge'] = {
  noExec: () => ({
    what: 'brownout judge cần chương trình để phán xét.',
    where: 'brownout judge',
    mend: "Ví dụ: brownout judge --exec 'python3 app.py'",
  }),
  noPosix: () => ({
    what: 'Chương trình được kết thúc theo nhóm tiến trình, thứ mà hệ thống này không có.',
    where: `brownout judge trên ${process.platform}`,
    mend: 'Chạy trên Linux, macOS hoặc WSL. brownout serve --judge chạy được ở mọi nơi.',
  }),
  notFound: (command, said) => ({
    what: `Shell không chạy được lệnh này: ${said}`,
    where: `--exec ${quoted(command)}`,
    mend: 'Hãy thử lệnh đó trong shell ở thư mục này.',
  }),
  failsOnGoodDay: (command, why) => ({
    what: `Ngày thường mà chương trình còn không trả lời, thì ngày tệ không nói lên điều gì. ${why}`,
    where: `--target ${quoted(`exec:${command}`)}`,
    mend: 'Chương trình được cho gì, và phải nói gì: docs/judge.md',
  }),
  noProtocol: (found) => ({
    what: `Không có giao thức ${quoted(found)}.`,
    where: `brownout judge --protocol ${found}`,
    mend: 'lines, none, hoặc auto (mặc định): docs/judge.md',
  }),
  noMap: (found) => ({
    what: `--map đặt tên cho một mô hình trong chuỗi; đã nhận ${quoted(found)}.`,
    where: `brownout judge --map ${found}`,
    mend: 'Ví dụ: --map BACKUP=moonshot-v1-8k, hoặc --map BACKUP=2 cho mô hình thứ hai trong chuỗi, tên gì cũng được.',
  }),
  mapTwice: (name) => ({
    what: `--map đặt tên ${quoted(name)} hai lần.`,
    where: `brownout judge --map ${name}=…`,
    mend: 'Mỗi tên chỉ một lần.',
  }),
  mapUnknown: (model, nearest, all) => ({
    what: `Không kịch bản nào được yêu cầu có mô hình ${quoted(model)}.`,
    where: `brownout judge --map …=${model}`,
    mend: didYouMean(nearest, `Hiện có ${list(all)}; hoặc số thứ tự trong chuỗi, từ 1.`),
  }),
  noSkew: (flag, value, command) => ({
    what: `${flag} là một khoảng thời gian có đơn vị (ms, s, m, h, d) và dấu; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${flag}=+2h, ${flag}=-90s`,
  }),
  noSkewHere: (command, looked) => ({
    what: 'Chỉ libfaketime mới chỉnh được đồng hồ của chương trình không phải Node, mà ở đây không có nó.',
    where: `--clock-skew với --exec ${quoted(command)}`,
    mend: `Hãy cài nó (apt-get install faketime); nó được tìm ở ${list(looked)}.`,
  }),
}
