import { doctor as english } from '../en/doctor.ts'
import { number } from '../format.ts'
import type { Messages } from '../index.ts'
import { doctorLive } from './doctorLive.ts'
import { list } from './format.ts'

const ms = (value: number) => `${value.toFixed(1)} ms`
const megabytes = (bytes: number) => `${number(Math.round(bytes / 1024 / 1024))} MB`

/** What `brownout doctor` finds, and what to do about it. */
export const doctor: Messages['doctor'] = {
  marks: english.marks,
  fix: (text) => `Sửa: ${text}`,
  fine: 'Không có gì cản trở một benchmark.',
  fineWithWarnings: (count) => `Có thể chạy benchmark; ${count} điều có thể tốt hơn.`,
  broken: (count) =>
    count === 1 ? 'Một thứ bị hỏng: hãy sửa nó trước.' : `${count} thứ bị hỏng: hãy sửa trước, từ trên xuống.`,
  threw: (check, reason) => `Phép kiểm tra ${check} không chạy xong: ${reason}`,
  leftOut: (check, restsOn) => `${check}: không xem, vì ${restsOn} bị hỏng`,
  fixLeftOut: 'Sửa cái đó trước.',
  fixThrew: 'Chạy lại; nếu vẫn vậy, xin báo lỗi kèm đoạn văn bản này.',

  config: {
    ok: (file) => `đã đọc ${file}`,
  },
  node: {
    ok: (version, atLeast) => `Node ${version} (>= ${atLeast})`,
    old: (version, atLeast, path) => `Node ${version} quá cũ, cần ${atLeast}: ${path}`,
    fix: (atLeast) => `Cài Node ${atLeast} hoặc mới hơn, hoặc mang theo trong dự án: npm i -D node@26`,
  },
  folder: {
    ok: (folder, syncMs) => `ghi được vào ${folder}, fsync ${ms(syncMs)}`,
    notWritable: (folder, code) => `không ghi được vào ${folder}: hệ thống báo ${code}`,
    full: (folder, freeBytes) => `${folder} chỉ còn trống ${megabytes(freeBytes)}`,
    slow: (folder, syncMs) => `${folder} chậm: fsync mất ${ms(syncMs)}, mà benchmark cần nó bốn lần mỗi giây`,
    fixPlace: 'Giải phóng chỗ trống hoặc cấp quyền ở đó, hoặc chọn thư mục khác: --out DIR',
    fixSlow: 'Chọn thư mục trên ổ đĩa cục bộ: --out DIR',
  },
  loopback: {
    ok: '127.0.0.1 đến được, và một server ở đó trả lời',
    broken: (reason) => `127.0.0.1 không đến được: ${reason}`,
    fix: 'Cho phép kết nối tới chính máy này (trong container hoặc network namespace: ip link set lo up).',
  },
  proxy: {
    none: 'không có proxy trong biến môi trường',
    outside: (origin) => `có proxy trong biến môi trường, chỉ cho những gì rời khỏi máy này: ${origin}`,
    inTheWay: (origin) => `các client khác sẽ hỏi cả 127.0.0.1 qua proxy ${origin} (client của chúng tôi đi thẳng)`,
    fixInTheWay: 'Loại máy này ra: NO_PROXY=localhost,127.0.0.1,::1',
    unusable: (message) => `không dùng được proxy trong biến môi trường: ${message}`,
    fixUnusable: 'Sửa biến đó, hoặc bỏ nó; nó chỉ được dùng với --live.',
  },
  certificates: {
    ok: 'đã tạo và kiểm tra được một chứng chỉ trên 127.0.0.1',
    broken: (reason) => `một chứng chỉ tự tạo không được chấp nhận trên 127.0.0.1: ${reason}`,
    fix: 'Kiểm tra đồng hồ của máy này, và bỏ NODE_OPTIONS và OPENSSL_CONF khỏi biến môi trường.',
    notVerified: 'NODE_TLS_REJECT_UNAUTHORIZED=0: các client khác tin mọi chứng chỉ (client của chúng tôi thì không)',
    fixNotVerified: 'Bỏ nó; chỉ rõ CA cần tin: NODE_EXTRA_CA_CERTS=FILE, hoặc --ca FILE',
    noExtra: (file) => `NODE_EXTRA_CA_CERTS chỉ đến file không đọc được: ${file}`,
    fixExtra: 'Sửa đường dẫn, hoặc bỏ biến đó: Node vẫn chạy mà không có nó.',
  },
  wallClock: {
    ok: (today, zone) => `đồng hồ ghi ${today}, múi giờ ${zone}`,
    wrong: (today) => `đồng hồ ghi ${today}: chứng chỉ và giá sẽ có vẻ quá cũ, hoặc quá mới`,
    fix: 'Chỉnh đồng hồ: timedatectl set-ntp true',
    jumped: (byMs) => `đồng hồ nhảy ${ms(byMs)} trong lúc được theo dõi`,
    fixJumped: 'Đợi đến khi nó ổn định (chronyc tracking, timedatectl); độ trễ được đo bằng đồng hồ khác.',
    noZone: (zone) => `TZ=${zone} không phải múi giờ mà Node biết: giờ được hiện theo UTC`,
    fixZone: 'Đưa một tên như Asia/Ho_Chi_Minh, hoặc bỏ TZ.',
  },
  openFiles: {
    ok: (most) => (most === Infinity ? 'không giới hạn số file mở' : `tối đa ${number(most)} file mở`),
    few: (most) => `chỉ được mở ${number(most)} file, mà một lời gọi trên loopback giữ hai socket`,
    fix: 'Cho phép nhiều hơn (ulimit -n 4096), hoặc giảm số lời gọi cùng lúc: --max-in-flight',
  },
  cpu: {
    ok: (load, cores) => `tải CPU ${load.toFixed(1)} trên ${cores} nhân`,
    busy: (load, cores) => `CPU đang bận (tải ${load.toFixed(1)} trên ${cores} nhân): benchmark sẽ QUÁ NHIỄU`,
    fix: 'Tắt những gì khác đang chạy, hoặc đợi, rồi xem lại.',
  },
  meter: {
    ok: (delayMs, p50, p99) =>
      `máy đo: độ trễ biết trước ${ms(delayMs)} đọc được ${ms(p50)} p50 / ${ms(p99)} p99, không bao giờ dưới ${ms(delayMs)}`,
    noisy: (delayMs, p50, p99) =>
      `máy đo: độ trễ biết trước ${ms(delayMs)} đọc được ${ms(p50)} p50 / ${ms(p99)} p99: benchmark sẽ QUÁ NHIỄU`,
    fixNoisy: 'Tắt những gì khác đang chạy trên máy này, hoặc đo trên máy nhiều nhân hơn.',
    below: (delayMs, least) => `máy đo: độ trễ biết trước ${ms(delayMs)} đọc được ${least.toFixed(3)} ms: nó đo thiếu`,
    nothing: 'máy đo: không lời gọi nào được trả lời',
    fixBroken: 'Xin báo lỗi: brownout --version, node --version, và loại máy.',
  },
  charts: {
    ok: 'vẽ được biểu đồ PNG: có canvas, và font đi kèm có chữ tiếng Việt',
    off: (why) => `không có biểu đồ PNG: ${why} (báo cáo tự vẽ biểu đồ của nó)`,
    noFont: 'biểu đồ PNG sẽ không có chữ: canvas không vẽ được chữ nào',
    noLetters: (missing) => `biểu đồ PNG sẽ hiện ô vuông thay cho ${list(missing)}: font đi kèm không có các chữ đó`,
    fixFont: 'Cài lại brownout: font của nó (fixtures/fonts) không nguyên vẹn.',
  },

  live: doctorLive,
}
