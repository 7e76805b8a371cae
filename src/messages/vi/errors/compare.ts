import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { list } from '../format.ts'

/** Runs that cannot be compared. */
export const compare: Messages['errors']['compare'] = {
  noRun: (word, out, found) => ({
    what:
      found.length > 1
        ? `${quoted(word)} là phần cuối tên của nhiều lượt chạy: ${list(found, 4)}.`
        : `Không có lượt chạy nào của brownout bench tên ${quoted(word)}.`,
    where: out,
    mend: 'Đưa một thư mục, latest, previous, hoặc phần cuối tên của một thư mục bên dưới; nơi khác: --out DIR',
  }),
  twoSides: (words, hasBaseline) => ({
    what: hasBaseline
      ? '--baseline là một bên, nên bên kia chỉ là một lượt chạy.'
      : 'Phải so sánh hai lượt chạy, lượt chạy cũ đứng trước.',
    where: words === 0 ? 'brownout compare' : `brownout compare với ${words} lượt chạy`,
    mend: 'Ví dụ: brownout compare previous latest, hoặc brownout compare --baseline baseline.json latest',
  }),
  oneToSave: (words) => ({
    what: '--save-baseline chỉ lưu một lượt chạy.',
    where: `brownout compare --save-baseline với ${words} từ`,
    mend: 'Ví dụ: brownout compare --save-baseline baseline.json latest',
  }),
  noMargin: (flag, value) => ({
    what: `${flag} là một tỷ lệ lớn hơn 0 % và nhỏ hơn 100 %; đã nhận ${quoted(value)}.`,
    where: `brownout compare ${flag} ${value}`,
    mend: `Ví dụ: ${flag} 10%`,
  }),
  foreign: (before, after, differences) => ({
    what: `Hai lượt chạy hỏi những điều khác nhau: ${list(
      differences.map(({ path, one, other }) => `${path} là ${one ?? 'không có'} và ${other ?? 'không có'}`),
      4,
    )}.`,
    where: `${before} và ${after}`,
    mend: 'So sánh các lượt chạy của cùng một kế hoạch; nếu kế hoạch được đổi có chủ ý, hãy lưu baseline mới: brownout compare --save-baseline FILE RUN',
  }),
  page: {
    no: (path) => ({
      what: 'Trang này không chứa lượt chạy nào: nó không phải của brownout bench, hoặc do phiên bản cũ hơn tạo ra.',
      where: path,
      mend: 'Đưa thư mục của lượt chạy, hoặc tạo lại trang: brownout report RUN',
    }),
    damaged: (path) => ({
      what: 'Không đọc được lượt chạy trong trang này: file bị hỏng hoặc đã bị sửa.',
      where: path,
      mend: 'Tạo lại trang: brownout report RUN',
    }),
  },
  baseline: {
    no: (path) => ({
      what: 'File này không phải baseline mà phiên bản này biết.',
      where: path,
      mend: 'Tạo baseline: brownout compare --save-baseline FILE RUN',
    }),
    damaged: (path) => ({
      what: 'Không đọc được các bản ghi trong baseline này: file bị hỏng hoặc đã bị sửa.',
      where: path,
      mend: 'Lấy lại file từ commit gần nhất, hoặc lưu lại: brownout compare --save-baseline FILE RUN',
    }),
  },
}
