import { quoted } from '../../en/errors/problemText.ts'
import { number } from '../../format.ts'
import type { Messages } from '../../index.ts'

/** Of counterexample files. */
export const counterexamples: Messages['errors']['counterexamples'] = {
  noFolder: (folder, config) => ({
    what: `Không có thư mục ${quoted(folder)}.`,
    where: `${config}: counterexamples`,
    mend: 'Đưa thư mục chứa các phản ví dụ, hoặc bỏ mục này: khi đó fixtures/counterexamples được dùng.',
  }),
  tooLarge: (file, bytes, most) => ({
    what: `Phản ví dụ có ${number(bytes)} byte; tối đa là ${number(most)}.`,
    where: file,
    mend: 'Bỏ nó khỏi thư mục: brownout không bao giờ ghi file cỡ đó.',
  }),
  otherDay: (place, written, played) => ({
    what: `Nó mang tên ${written}, nhưng ca, target và seed là của ${played}.`,
    where: place,
    mend: `Nếu đã sửa có chủ ý, hãy đổi tên nó thành ${played}. Nếu không, hãy khôi phục file.`,
  }),
  twice: (name, file, other) => ({
    what: `${name} nằm trong hai file.`,
    where: file,
    mend: `Xóa file này hoặc ${other}.`,
  }),
}
