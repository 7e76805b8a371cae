import { quoted } from '../../en/errors/problemText.ts'
import { number } from '../../format.ts'
import type { Messages } from '../../index.ts'

/** Flags of `brownout bench` that make no sense. */
export const benchFlags: Messages['errors']['benchFlags'] = {
  noDuration: (flag, value, command, withUnit) => ({
    what:
      withUnit.length > 0
        ? `${flag} cần có đơn vị; đã nhận ${quoted(value)}.`
        : `${flag} là một khoảng thời gian lớn hơn 0, tối đa 24 giờ, kèm đơn vị; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${withUnit.map((one) => `${flag} ${one}`).join(', hoặc ') || `${flag} 60s, 2m hoặc 500ms`}`,
  }),
  noRate: (flag, value, command) => ({
    what: `${flag} là số lời gọi mỗi giây, phút hoặc giờ, lớn hơn 0; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${flag} 2/s hoặc ${flag} 120/m`,
  }),
  noCache: (flag, value, command) => ({
    what: `${flag} là unique hoặc allow; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `${flag} allow cho phép dùng prompt cache của nhà cung cấp; unique, mặc định, thì không.`,
  }),
  noShard: (flag, value, command, most) => ({
    what: `${flag} là số thứ tự trên tổng số máy, mỗi số từ 1 đến ${number(most)}; đã nhận ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Máy thứ hai trong năm máy: ${flag} 2/5`,
  }),
  twoEnds: (one, other, command) => ({
    what: `${one} và ${other} đều quyết định lời gọi bắt đầu ra sao.`,
    where: `brownout ${command} ${one} … ${other} …`,
    mend: 'Chỉ dùng một: --rate cho tải mở, --concurrency cho tải đóng.',
  }),
}
