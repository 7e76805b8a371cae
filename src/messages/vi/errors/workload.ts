import { quoted } from '../../en/errors/problemText.ts'
import { number } from '../../format.ts'
import type { Messages } from '../../index.ts'
import { list } from '../format.ts'
import { didYouMean } from './problemText.ts'

const example = '{ "prompt": "JWT là gì?", "max_tokens": 128 }'
const takePart = 'Lấy một phần: các prompt được hỏi lần lượt, hết prompt cuối thì quay lại prompt đầu.'

/** Of what a benchmark asks. */
export const workload: Messages['errors']['workload'] = {
  noFile: (file, nearest, known) => ({
    what: `Không có workload và không có file ${quoted(file)}.`,
    where: `--workload ${file}`,
    mend: didYouMean(nearest, `Hiện có ${list(known)}, hoặc đường dẫn của file mỗi dòng một prompt: ${example}`),
  }),
  notAFile: (file) => ({
    what: `${quoted(file)} không phải file.`,
    where: `--workload ${file}`,
    mend: `Đưa đường dẫn của file mỗi dòng một prompt: ${example}`,
  }),
  tooLarge: (file, bytes, most) => ({
    what: `File prompt có ${number(bytes)} byte; tối đa là ${number(most)}.`,
    where: file,
    mend: takePart,
  }),
  tooMany: (file, most) => ({
    what: `File có hơn ${number(most)} prompt.`,
    where: file,
    mend: takePart,
  }),
  empty: (file) => ({
    what: 'File không chứa prompt nào.',
    where: file,
    mend: `Mỗi dòng một prompt, ví dụ: ${example}`,
  }),
  keyTwice: (path, place) => ({
    what: `${path} có hai lần trên dòng này: chỉ lần cuối có tác dụng.`,
    where: place,
    mend: 'Bỏ một lần.',
  }),
  oneOfBoth: (place, hasBoth) => ({
    what: hasBoth ? 'Một prompt có cả messages và prompt.' : 'Một prompt không có messages lẫn prompt.',
    where: place,
    mend: hasBoth ? 'Giữ lại một.' : `Ví dụ: ${example}`,
  }),
}
