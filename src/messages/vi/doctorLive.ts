import { number } from '../format.ts'
import type { Messages } from '../index.ts'
import { list } from './format.ts'

/** What `brownout doctor --live` finds on the way to a provider. */
export const doctorLive: Messages['doctor']['live'] = {
  off: {
    unset: (variable) => `live: ${variable} chưa được đặt (không sao; chỉ --live cần nó)`,
    set: (variable) => `live: ${variable} đã được đặt (chưa thử: việc đó cần --live)`,
    odd: (variable, message) => `live: ${variable} đã được đặt, nhưng không phải key: ${message}`,
    fixOdd: (variable) => `Đặt chính key vào ${variable}.`,
  },
  reached: (host, through, tookMs, secure) =>
    `live: ${host} trả lời ${through === undefined ? 'trực tiếp' : `qua proxy ${through}`} trong ${Math.round(tookMs)} ms${secure ? ', và chứng chỉ của nó hợp lệ' : ''}`,
  dns: (host, code) => `live: không tìm thấy tên ${host} (DNS: ${code})`,
  fixDns: 'Kiểm tra chính tả, kết nối và máy chủ DNS; nếu ở sau proxy, hãy đặt HTTPS_PROXY.',
  proxyDown: (proxy, code) => `live: không đến được proxy ${proxy} (${code})`,
  fixProxyDown: 'Kiểm tra HTTPS_PROXY; bỏ nó nếu không còn proxy, hoặc ghi host vào NO_PROXY.',
  proxyRefuses: (proxy, said) => `live: proxy ${proxy} không cho qua: ${said}`,
  fixProxyRefuses: 'Ghi tên người dùng và mật khẩu của proxy vào HTTPS_PROXY, hoặc nhờ người quản lý cho phép host đó.',
  refused: (host, code) => `live: ${host} không nhận kết nối (${code})`,
  fixRefused: 'Kiểm tra cổng trong base URL, và xem có tường lửa nào ở giữa không.',
  issuer: (host, code) =>
    `live: chứng chỉ của ${host} do một CA mà máy này không biết cấp (${code}): TLS bị chặn giữa đường, hoặc server có CA riêng`,
  fixIssuer:
    'Nếu proxy của công ty cố ý làm vậy, hãy tin CA của nó: --ca FILE. Nếu không, đừng tin ai ở đây, và đừng gửi key.',
  expired: (host, code, today) =>
    `live: chứng chỉ của ${host} không có hiệu lực hôm nay (${code}; đồng hồ này ghi ${today})`,
  fixExpired: 'Nếu ngày sai, hãy chỉnh đồng hồ của máy này; nếu không, hãy báo cho nhà cung cấp.',
  otherName: (host, code) => `live: bên trả lời thay cho ${host} là một bên khác (${code})`,
  fixOtherName: 'Kiểm tra base URL; trang đăng nhập của mạng (khách sạn, tàu xe) cũng gây ra điều đó.',
  noTls: (host, code) => `live: không hiểu được TLS của ${host} (${code})`,
  fixNoTls: 'Kiểm tra cổng trong base URL, và xem có gì ở giữa trả lời thay không.',
  broke: (host, reason) => `live: ${host} không trả lời: ${reason}`,
  fixBroke: 'Thử lại; rồi kiểm tra những gì ở giữa (tường lửa, proxy), và trang trạng thái của nhà cung cấp.',
  skewed: (seconds) =>
    `live: đồng hồ này ${seconds > 0 ? 'nhanh hơn' : 'chậm hơn'} đồng hồ của server ${number(Math.abs(seconds))} s`,
  fixSkewed: 'Chỉnh đồng hồ: timedatectl set-ntp true',
  notSent: 'live: key chưa được thử, vì không đến được bên nào chứng minh được mình là ai',
  fixNotSent: 'Sửa đường đi trước.',
  noKey: (message) => `live: ${message}`,
  key: (message) => `live: ${message}`,
  fixOfKey: {
    invalid:
      'Chép lại key từ trang của nhà cung cấp, hoặc tạo key mới; xem có khoảng trắng hay dấu nháy thừa quanh nó không.',
    unreachable: 'Kiểm tra base URL (thường kết thúc bằng /v1), và những gì ở giữa.',
    rate_limited: 'Đợi một lúc rồi thử lại.',
    used_up: 'Nạp thêm tiền, hoặc đợi đến khi quota bắt đầu lại.',
  },
  padded: 'live: có khoảng trắng quanh key; nó được dùng mà không có khoảng trắng đó',
  fixPadded: 'Xóa khoảng trắng hoặc dấu xuống dòng khỏi biến.',
  unlisted: (models, listed) =>
    `live: ${list(models, 6)} không nằm trong ${number(listed)} mô hình được liệt kê cho key này`,
  fixUnlisted: 'Sửa các id trong config, dưới models; danh sách là của GET /models.',
}
