import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { didYouMean } from './problemText.ts'

const givePath = 'Đưa đường dẫn bảng giá của LiteLLM, model_prices_and_context_window.json.'
const format = 'Định dạng là của LiteLLM: { "gpt-4.1": { "mode": "chat", "input_cost_per_token": 2e-06, … } }'

/** Of `brownout prices`. */
export const prices: Messages['errors']['prices'] = {
  unknownAction: (word) => ({
    what: `brownout prices chỉ biết import, không gì khác; đã nhận ${quoted(word)}.`,
    where: `brownout prices ${word}`,
    mend: 'Ví dụ: brownout prices import model_prices_and_context_window.json',
  }),
  noFile: (file) => ({
    what: `Không có file ${quoted(file)}.`,
    where: `brownout prices import ${file}`,
    mend: givePath,
  }),
  notAFile: (file) => ({
    what: `${quoted(file)} không phải file.`,
    where: `brownout prices import ${file}`,
    mend: givePath,
  }),
  notJson: (file, message) => ({
    what: `File không phải JSON: ${message}`,
    where: file,
    mend: 'Tải lại file; trang hiển thị file không phải là file.',
  }),
  notAMap: (file) => ({
    what: 'File không phải bảng giá: nó không phải đối tượng có một mục cho mỗi mô hình.',
    where: file,
    mend: format,
  }),
  nothing: (file) => ({
    what: 'Không mục nào trong file là mô hình chat có giá theo token.',
    where: file,
    mend: format,
  }),
  notOurs: (out) => ({
    what: `${quoted(out)} đã có sẵn và không phải bảng mô hình: nó được giữ nguyên.`,
    where: `--out ${out}`,
    mend: 'Đưa tên khác, hoặc chuyển file đó đi.',
  }),
  unknownModel: (name, nearest) => ({
    what: `File không có mô hình chat ${quoted(name)}.`,
    where: `--models ${name}`,
    mend: didYouMean(nearest, 'Bỏ --models để nhập tất cả.'),
  }),
  unusable: (name, why) => ({
    what: `Không nhập được mô hình ${quoted(name)}: ${why}.`,
    where: `--models ${name}`,
    mend: 'Bỏ nó ra, hoặc sửa mục của nó trong file.',
  }),
  outIsFolder: (out) => ({
    what: `${quoted(out)} là một thư mục.`,
    where: `--out ${out}`,
    mend: `Đưa đường dẫn của một file, như --out ${out.replace(/\/+$/, '')}/prices.json`,
  }),
}
