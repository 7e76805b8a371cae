import type { Messages } from '../index.ts'

/** What `brownout show` says. */
export const show: Messages['show'] = {
  shows: (folder) => `Hiển thị ${folder}, chỉ cho máy này:`,
  stopWith: 'Nhấn ^C để dừng.',
  notOpened: 'Ở đây không có gì mở được trình duyệt: hãy chép địa chỉ vào trình duyệt.',
}
