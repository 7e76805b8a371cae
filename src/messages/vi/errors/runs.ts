import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { count, list } from '../format.ts'

/** What stands in the way of a benchmark's folder being written, read, taken up again, or merged. */
export const runs: Messages['errors']['runs'] = {
  nothingToResume: (out) => ({
    what: 'Ở đây không có benchmark nào bị ngắt giữa chừng.',
    where: out,
    mend: 'Đưa thư mục của một lượt chạy; --out DIR tìm ở nơi khác.',
  }),
  notKept: (path, reason, { kept, lost, unsure }) => ({
    what: `Không ghi tiếp được lượt chạy: ${reason}. ${count(kept, 'bản ghi')} an toàn${
      unsure === 0 ? '' : `, ${count(unsure, 'bản ghi')} chưa chắc`
    }, ${count(lost, 'bản ghi')} bị mất.`,
    where: path,
    mend: 'Giải phóng chỗ trống hoặc cấp quyền ở đó, rồi chạy tiếp: brownout resume',
  }),
  noRun: (folder) => ({
    what: 'Thư mục này không có lượt chạy nào.',
    where: folder,
    mend: 'Đưa thư mục của một lượt chạy, như reports/latest.',
  }),
  damagedManifest: (path) => ({
    what: 'Không đọc được file cho biết lượt chạy này là gì: nó bị hỏng hoặc đã bị sửa.',
    where: path,
    mend: 'Đưa lượt chạy khác, hoặc một bản sao của lượt chạy này.',
  }),
  noReport: (path) => ({
    what: 'Lượt chạy này không để lại báo cáo: nó bị kết thúc trước đó, hoặc không được yêu cầu báo cáo JSON.',
    where: path,
    mend: 'Chạy lại; những gì đã chạy trước khi kết thúc nằm trong history.ndjson bên cạnh.',
  }),
  damagedReport: (path) => ({
    what: 'Không đọc được báo cáo của lượt chạy này: nó bị hỏng hoặc đã bị sửa.',
    where: path,
    mend: 'Đưa lượt chạy khác, hoặc một bản sao của lượt chạy này.',
  }),
  strangeReport: (path, place, version) => ({
    what: `Báo cáo này không đúng với schema của nó, ở ${place}; do ${typeof version === 'string' ? `brownout ${quoted(version)}` : 'một phiên bản không rõ'} ghi.`,
    where: path,
    mend: 'Nó đã bị sửa, hoặc do phiên bản khác ghi: hãy chạy lại, hoặc dùng đúng phiên bản đó.',
  }),
  otherReport: (path, schema) => ({
    what: `Đây không phải báo cáo mà phiên bản này biết (${quoted(schema)}).`,
    where: path,
    mend: 'Báo cáo mới hơn cần brownout mới hơn.',
  }),
  otherRun: (path, schema) => ({
    what: `Đây không phải lượt chạy của brownout bench mà phiên bản này biết (${quoted(schema)}).`,
    where: path,
    mend: 'Đưa thư mục của một lượt chạy brownout bench; lượt chạy mới hơn cần brownout mới hơn.',
  }),
  otherPlan: (path, found, expected) => ({
    what: `Lịch sử là của kế hoạch ${quoted(found)}, còn run.json là của ${quoted(expected)}.`,
    where: path,
    mend: 'Trả lại đúng lịch sử thuộc về đây, hoặc đưa lượt chạy khác.',
  }),
  stillRunning: (path, pid) => ({
    what: `Lượt chạy này chưa xong: tiến trình ${pid} đang ghi vào nó.`,
    where: path,
    mend: 'Đợi nó, hoặc dừng nó trước.',
  }),
  merged: (path) => ({
    what: 'Lượt chạy này được gộp từ các lượt chạy khác: tự nó không chạy tiếp được.',
    where: path,
    mend: 'Chạy tiếp lượt chạy của shard còn thiếu, rồi gộp lại.',
  }),
  foreignHistory: (path) => ({
    what: 'Lịch sử không phải của một benchmark, hoặc của phiên bản mới hơn: không có gì được ghi thêm vào.',
    where: path,
    mend: 'Chạy tiếp bằng phiên bản đã ghi nó.',
  }),
  none: (name, out) => ({
    what: `Không có lượt chạy ${quoted(name)}.`,
    where: out,
    mend: 'Đưa thư mục của một lượt chạy, hoặc phần cuối tên của nó; --out DIR tìm ở nơi khác.',
  }),
  several: (name, found) => ({
    what: `${count(found.length, 'lượt chạy')} có tên kết thúc bằng ${quoted(name)}: ${list(found, 4)}.`,
    where: name,
    mend: 'Đưa nhiều hơn phần cuối của tên.',
  }),
  changed: (path) => ({
    what: 'Lịch sử thay đổi trong lúc được đọc.',
    where: path,
    mend: 'Đợi đến khi không ai ghi vào nó, rồi thử lại.',
  }),
}
