import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { list } from '../format.ts'
import { didYouMean } from './problemText.ts'

const mendLine = 'Sửa dòng đó, hoặc chạy không có config: --no-config'

/** What is wrong in a config. What a setting has to be is said as its schema says it. */
export const config: Messages['errors']['config'] = {
  whole: 'Toàn bộ',
  missing: (file) => ({
    what: `Không có file ${quoted(file)}.`,
    where: `--config ${file}`,
    mend: 'Đưa đường dẫn của file config, hoặc bỏ --config: bench.config.ts được tự tìm thấy.',
  }),
  broken: (place, message) => ({
    what: `Không đọc được config: ${message}`,
    where: place,
    mend: mendLine,
  }),
  threw: (place, message) => ({
    what: `Config báo lỗi khi được nạp: ${message}`,
    where: place,
    mend: mendLine,
  }),
  notFound: (place, message) => ({
    what: `Config import thứ không có: ${message}`,
    where: place,
    mend: 'Cài package đó hoặc sửa đường dẫn import; hoặc chạy không có config: --no-config',
  }),
  noDefault: (place) => ({
    what: 'Config không có default export là một đối tượng.',
    where: place,
    mend: "Viết: export default defineConfig({ … }) với import { defineConfig } from 'brownout'",
  }),
  unknownKey: (path, place, nearest, known) => ({
    what: `Không có thiết lập ${path}.`,
    where: place,
    mend: didYouMean(nearest, `Ở đây có: ${list(known)}.`),
  }),
  missingKey: (path, place, expected) => ({
    what: `Thiếu ${path}: cần ${expected}.`,
    where: place,
    mend: `Thêm ${path}.`,
  }),
  wrongValue: (path, place, expected, found, nearest) => ({
    what: `${path} là ${found}, cần ${expected}.`,
    where: place,
    mend: didYouMean(nearest, `Hãy đưa ${expected}.`),
  }),
  wrongName: (path, place, found, expected) => ({
    what: `${path} chứa ${quoted(found)}, cần ${expected}.`,
    where: place,
    mend: 'Đặt tên khác.',
  }),
  wrongCount: (path, place, found, expected) => ({
    what: `${path} chứa ${found}, cần ${expected}.`,
    where: place,
    mend: `Hãy đưa ${expected}.`,
  }),
  misplacedFault: (path, place, type, bends) => ({
    what: `${path} là ${type}, loại lỗi tác động lên ${bends === 'exchange' ? 'trao đổi, không phải kết nối' : 'kết nối, không phải trao đổi'}.`,
    where: place,
    mend:
      bends === 'exchange'
        ? 'Đặt rule dưới một mô hình: models.<name>'
        : 'Đặt rule dưới một origin: origins.<name>.rules',
  }),
  unknownName: (path, place, kind, name, nearest, known) => ({
    what: `${path} nhắc đến ${kind} ${quoted(name)}, thứ không tồn tại.`,
    where: place,
    mend: didYouMean(nearest, `Hiện có ${list(known, 12)}.`),
  }),
  nameTaken: (path, place, name) => ({
    what: `${path} mang tên ${quoted(name)}, nhưng tên đó đã có rồi.`,
    where: place,
    mend: 'Đặt cho nó một tên riêng.',
  }),
}
