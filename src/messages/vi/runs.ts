import type { Messages } from '../index.ts'
import { number } from '../format.ts'
import { count, list } from './format.ts'

/** What is told of runs on disk: that they go on, and what they are merged of. */
export const runs: Messages['runs'] = {
  isFinished: (folder) => `Lượt chạy trong ${folder} đã xong: không còn gì để chạy tiếp.`,
  goesOn: (folder, recorded, planned) =>
    `Chạy tiếp ${folder}: đã ghi ${number(recorded)}${planned === null ? '' : ` trên ${number(planned)}`} lời gọi.`,
  spentBefore: (usd, { requestsBefore }) =>
    `Trước đó đã chi tối đa ${usd}, cho ${count(requestsBefore, 'request')}. Số này tính vào các mức trần đặt lần này.`,
  resumed: ({ recorded, planned }) =>
    planned === null
      ? `lượt chạy được tiếp tục sau ${count(recorded, 'lời gọi')}`
      : `lượt chạy được tiếp tục sau ${number(recorded)} trên ${count(planned, 'lời gọi')}`,

  merged: {
    sum: (runs, recorded, planned) =>
      `Đã gộp ${count(runs, 'lượt chạy')}: ${planned === null ? '' : `${number(recorded)} trên `}${count(planned ?? recorded, 'lời gọi')}.`,
    shards: (shards, of) => `Shard: ${number(shards)} trên ${number(of)}.`,
    missing: (shards, of) =>
      `Còn thiếu: ${list(
        shards.map((shard) => `${number(shard)}/${number(of)}`),
        12,
      )}.`,
    lost: (calls) =>
      `Mất: ${count(calls, 'lời gọi')} trong kế hoạch không được ai ghi lại. Với tải mở, chúng tính là không bắt đầu; hãy gộp ` +
      'lại khi có chúng.',
    skipped: (folder, lines, bytes) =>
      `Không đọc được trong ${folder}: ${count(lines, 'dòng')}, ${count(bytes, 'byte')}.`,
    run: (folder) => `Lượt chạy: ${folder}`,
  },
}
