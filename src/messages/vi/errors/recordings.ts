import type { Messages } from '../../index.ts'

const again = 'Thu lại bằng brownout record, hoặc tự sửa dòng đó.'
const givePath = 'Đưa đường dẫn của file do brownout record ghi.'
const split = 'mỗi phần bắt đầu bằng dòng đầu tiên.'

/** What may be wrong with a recording that is to be read. */
export const recordings: Messages['errors']['recordings'] = {
  missing: (file) => ({
    what: 'Không có bản thu đó.',
    where: file,
    mend: givePath,
  }),
  notAFile: (file) => ({
    what: 'Bản thu là một file, còn đây thì không phải.',
    where: file,
    mend: givePath,
  }),
  unreadable: (file, code) => ({
    what: `Không đọc được bản thu: hệ thống báo ${code}.`,
    where: file,
    mend: 'Cấp quyền ở đó, hoặc đưa một bản sao của file.',
  }),
  tooLarge: (file, bytes, most) => ({
    what: `Bản thu có ${bytes} byte; chỉ đọc tối đa ${most}.`,
    where: file,
    mend: `Thu ít trao đổi hơn (--max-exchanges), hoặc chia file: ${split}`,
  }),
  tooMany: (file, most) => ({
    what: `Bản thu có hơn ${most} trao đổi.`,
    where: file,
    mend: `Chia file: ${split}`,
  }),
  noRecording: (file, found) => ({
    what: `Dòng đầu tiên không mở đầu một bản thu: ${found}.`,
    where: `${file}:1`,
    mend: `Dòng đầu tiên là {"schema":"brownout/recording/1", …}. ${givePath}`,
  }),
  otherFormat: (file, found, known) => ({
    what: `Bản thu có định dạng ${found}; brownout này đọc ${known}.`,
    where: `${file}:1`,
    mend: 'Đọc bằng phiên bản brownout đã ghi nó, hoặc thu lại.',
  }),
  empty: (file) => ({
    what: 'Bản thu không chứa trao đổi nào.',
    where: file,
    mend: 'Trỏ một client vào brownout record, và cho nó hỏi gì đó.',
  }),
  notJson: (file, line, message) => ({
    what: `Dòng này không phải JSON: ${message}`,
    where: `${file}:${line}`,
    mend: again,
  }),
  wrong: (file, line, path, expected, found) => ({
    what: `${path} là ${found}, cần ${expected}.`,
    where: `${file}:${line}`,
    mend: again,
  }),
  unknownField: (file, line, path) => ({
    what: `Không có trường ${path}.`,
    where: `${file}:${line}`,
    mend: again,
  }),
  outOfOrder: (file, line, path) => ({
    what: `${path} sớm hơn những gì đứng trước nó.`,
    where: `${file}:${line}`,
    mend: 'Thời gian tính bằng ms từ lúc gửi xong request, và không bao giờ lùi.',
  }),
  bodyWithoutHead: (file, line) => ({
    what: 'Có chunks, nhưng response là null: body cần có phần đầu.',
    where: `${file}:${line}`,
    mend: again,
  }),
  notComplete: (file, line) => ({
    what: 'ended.how là "complete", nhưng response là null: chưa có gì được trả lời.',
    where: `${file}:${line}`,
    mend: again,
  }),

  /** Of a script that names a recording. */
  fileOrExchanges: (name, place) => ({
    what: `${name} phát lại một bản thu: nó cần file hoặc exchanges.`,
    where: place,
    mend: 'Ví dụ { "type": "playback", "file": "recordings/day.ndjson" }',
  }),
  noFolder: (name, place) => ({
    what: `${name} ghi tên một file, nhưng script này không nằm trong thư mục nào.`,
    where: place,
    mend: 'Đưa chính bản thu: "exchanges": […]; hoặc đưa script dưới dạng file.',
  }),
  noPath: (name, place, file) => ({
    what: `${name} là ${JSON.stringify(file)}: script gọi bản thu bằng đường dẫn bên dưới thư mục của chính nó.`,
    where: place,
    mend: 'Ví dụ "recordings/day.ndjson": không có .., không bắt đầu bằng /, không có tên ổ đĩa hay dấu \\.',
  }),
  linkedOutside: (name, place, file) => ({
    what: `${name} là ${JSON.stringify(file)}, dẫn ra ngoài thư mục của script.`,
    where: place,
    mend: 'Chép bản thu đến cạnh script.',
  }),
}
