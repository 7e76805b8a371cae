import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'

const roomOr = (otherwise: string) => `Giải phóng chỗ trống hoặc cấp quyền ở đó, hoặc ${otherwise}`
const allowOrCopy = (what: string) => `Cấp quyền ở đó, hoặc đưa một bản sao của ${what}.`

/** What the machine refuses: its disk, its folders, its files. */
export const environment: Messages['errors']['environment'] = {
  doing: {
    makeFolder: 'tạo thư mục cho kết quả',
    write: 'ghi kết quả',
    read: 'đọc bảng giá',
    readRun: 'đọc lượt chạy',
    readBaseline: 'đọc baseline',
    readScript: 'đọc script',
    readWorkload: 'đọc các prompt',
    readCounterexamples: 'đọc các phản ví dụ',
    saveCounterexample: 'ghi phản ví dụ',
    writeCertificate: 'ghi chứng chỉ mà client phải tin',
    writePrices: 'ghi bảng giá',
    record: 'ghi bản thu',
  },
  reasons: {
    notAFolder: 'cần một thư mục, nhưng ở đó là một file',
    notAllowed: 'không có quyền ghi ở đó',
    full: 'ổ đĩa đã đầy',
    tooLarge: 'ở đây không file nào được lớn đến vậy (ulimit -f)',
    missing: 'không có thư mục đó',
    other: (code) => `hệ thống báo ${code}`,
  },
  mends: {
    makeFolder: roomOr('chọn thư mục khác: --out DIR'),
    write: roomOr('chọn thư mục khác: --out DIR'),
    read: allowOrCopy('file'),
    readRun: allowOrCopy('thư mục'),
    readBaseline: allowOrCopy('file'),
    readScript: allowOrCopy('file'),
    readWorkload: allowOrCopy('file'),
    readCounterexamples: 'Cấp quyền ở đó, hoặc ghi thư mục khác vào config: counterexamples',
    saveCounterexample: roomOr('ghi thư mục khác vào config: counterexamples'),
    writeCertificate: roomOr('chọn thư mục tạm khác: TMPDIR=DIR'),
    writePrices: roomOr('chọn file khác: --out FILE'),
    record: roomOr('chọn file khác: --out FILE'),
  },
  cannot: (doing, path, reason, mend) => ({
    what: `Không thể ${doing}: ${reason}.`,
    where: path,
    mend,
  }),
  outside: (reporter, file) => ({
    what: `Reporter ${quoted(reporter)} muốn ghi ra ngoài thư mục của lượt chạy.`,
    where: file,
    mend: 'File của một artifact chỉ là tên, không kèm thư mục.',
  }),
}
