import type { Messages } from '../index.ts'
import { count, list } from './format.ts'

type Said = 'intro' | 'config' | 'noConfig' | 'stopping' | 'interrupted'

/** What the command line says before a rehearsal. Help and explanations are English in every language. */
export const cli: Pick<Messages['cli'], Said> = {
  intro: (targets, scenarios, worlds, seed) =>
    `${list(targets)} trước ${count(scenarios, 'kịch bản')}: ${list(worlds)}, seed ${seed}.`,
  config: (file) => `Cấu hình: ${file}. Không có gì rời khỏi máy này.`,
  noConfig: 'Không có file cấu hình: mọi thứ đều dựng sẵn. Không có gì rời khỏi máy này.',
  stopping: 'Đang dừng: ghi báo cáo về những gì đã chạy. Nhấn lần nữa để thoát ngay.',
  interrupted: 'buổi diễn tập bị ngắt trước khi kết thúc',
}
