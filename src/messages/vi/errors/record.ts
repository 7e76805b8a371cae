import type { Messages } from '../../index.ts'

/** What `brownout record` refuses, and why. A URL is never repeated: a key may stand in it. */
export const record: Messages['errors']['record'] = {
  noUpstream: () => ({
    what: 'brownout record cần biết phải thu gì.',
    where: 'brownout record',
    mend: 'Đưa base URL của một nhà cung cấp: --upstream https://api.deepseek.com/v1',
  }),
  noOut: () => ({
    what: 'brownout record cần một file để thu vào.',
    where: 'brownout record',
    mend: 'Ví dụ: --out fixtures/recordings/today.ndjson',
  }),
  noUrl: () => ({
    what: '--upstream không phải URL http hoặc https.',
    where: 'brownout record --upstream',
    mend: 'Ví dụ: --upstream https://api.deepseek.com/v1',
  }),
  urlWithSecrets: () => ({
    what: '--upstream chứa người dùng, mật khẩu, query hoặc fragment.',
    where: 'brownout record --upstream',
    mend: 'Chỉ đưa base URL; client mang key của nó trong header, và key được chuyển tiếp.',
  }),
  urlOfPath: () => ({
    what: '--upstream là địa chỉ của một thao tác cụ thể.',
    where: 'brownout record --upstream',
    mend: 'Đưa base URL, phần đứng trước /chat/completions.',
  }),
  fileThere: (file) => ({
    what: `${JSON.stringify(file)} đã có sẵn, và được giữ nguyên.`,
    where: `--out ${file}`,
    mend: 'Đưa tên khác, hoặc chuyển file đó đi.',
  }),
  noCount: (flag, value, command) => ({
    what: `${flag} là số nguyên từ 1; đã nhận ${JSON.stringify(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Ví dụ: ${flag} 20`,
  }),
}
