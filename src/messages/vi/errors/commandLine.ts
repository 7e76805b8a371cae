import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { didYouMean } from './problemText.ts'

const howUsed = (command: string) => `Cách dùng: brownout ${command} --help`
const allFlags = (command: string) => `Tất cả: brownout ${command} --help`

type Said =
  | 'noCommand'
  | 'unknownCommand'
  | 'unknownFlag'
  | 'noValue'
  | 'twice'
  | 'noBoolean'
  | 'noSeed'
  | 'noCallNumber'
  | 'noWholeNumber'
  | 'noSeconds'
  | 'noDay'
  | 'noPort'
  | 'portWithoutSockets'
  | 'portInUse'
  | 'wanted'
  | 'tooFewWords'
  | 'tooManyWords'
  | 'parser'

/** What was typed that makes no sense. */
export const commandLine: Pick<Messages['errors'], Said> = {
  noCommand: (found) => ({
    what: 'Lệnh đứng trước, cờ đứng sau.',
    where: `brownout ${found}`,
    mend: 'Ví dụ: brownout test --seed 7',
  }),
  unknownCommand: (name, nearest) => ({
    what: `Không có lệnh ${quoted(name)}.`,
    where: `brownout ${name}`,
    mend: didYouMean(nearest, 'Tất cả lệnh: brownout --help'),
  }),
  unknownFlag: (flag, command, nearest) => ({
    what: `brownout ${command} không có cờ ${flag}.`,
    where: `brownout ${command} ${flag}`,
    mend: didYouMean(nearest, allFlags(command)),
  }),
  noValue: (flag, command) => ({
    what: `${flag} cần một giá trị.`,
    where: `brownout ${command} ${flag}`,
    mend: `Nó nhận gì: brownout ${command} --help`,
  }),
  twice: (flag, command) => ({
    what: `${flag} được đưa hai lần.`,
    where: `brownout ${command} ${flag} ${flag}`,
    mend: 'Chỉ đưa một lần.',
  }),
  noBoolean: (flag, value, command) => ({
    what: `${flag} chỉ bật hoặc tắt, không nhận giá trị; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Chỉ viết ${flag}, hoặc bỏ nó.`,
  }),
  noSeed: (value, command, most) => ({
    what: `Seed là số nguyên từ 0 đến ${most}, hoặc từ random; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} --seed=${value}`,
    mend: 'Ví dụ: --seed 7',
  }),
  noCallNumber: (flag, value, command) => ({
    what: `${flag} là số thứ tự của một lời gọi, từ 0; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${flag} 17`,
  }),
  noWholeNumber: (flag, value, command, most) => ({
    what: `${flag} là số nguyên từ 1 đến ${most}; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${flag} ${Math.min(most, 2)}`,
  }),
  noSeconds: (flag, value, command) => ({
    what: `${flag} là số giây lớn hơn 0; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${flag} 2.5`,
  }),
  noDay: (flag, value, command) => ({
    what: `${flag} là một ngày như 2026-05-31; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${flag} 2026-05-31`,
  }),
  noPort: (flag, value, command) => ({
    what: `${flag} là một cổng từ 1024 đến 65000, hoặc 0 cho cổng trống bất kỳ; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${flag} 8787`,
  }),
  portWithoutSockets: (port) => ({
    what: 'Chỉ world loopback mới có cổng.',
    where: `--port ${port}`,
    mend: 'Thêm --world loopback, hoặc bỏ --port.',
  }),
  portInUse: (port) => ({
    what: `Cổng ${port} đang được dùng.`,
    where: `127.0.0.1:${port}`,
    mend: 'Chọn cổng khác bằng --port, hoặc bỏ --port: khi đó cổng trống được tự tìm.',
  }),
  wanted: { merge: 'thư mục của các lượt chạy', prices: 'import và một file', replay: 'một token' },
  tooFewWords: (command, wanted) => ({
    what: `brownout ${command} cần ${wanted}.`,
    where: `brownout ${command}`,
    mend: howUsed(command),
  }),
  tooManyWords: (command, word) => ({
    what: `brownout ${command} không dùng đến ${quoted(word)}.`,
    where: `brownout ${command} … ${word}`,
    mend: howUsed(command),
  }),
  parser: (command, message) => ({
    what: message,
    where: `brownout ${command}`,
    mend: howUsed(command),
  }),
}
