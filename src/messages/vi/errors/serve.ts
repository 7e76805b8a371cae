import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { didYouMean } from './problemText.ts'

/** Of `brownout serve`. */
export const serve: Messages['errors']['serve'] = {
  unknownScenario: (name, where, nearest) => ({
    what: `Không có kịch bản ${quoted(name)}.`,
    where,
    mend: didYouMean(nearest, 'Tất cả kịch bản: brownout list scenarios. Tên của script kết thúc bằng .json.'),
  }),
  unservable: (name, where, reason) => ({
    what: `Không phục vụ được ${name === null ? 'script' : quoted(name)}: ${reason}.`,
    where,
    mend: 'Sửa script; với --tls thì mọi origin đều dùng TLS.',
  }),
  portInUse: (host, port) => ({
    what: `Cổng ${port} đang được dùng.`,
    where: `${host}:${port}`,
    mend: 'Chọn cổng khác bằng --port, hoặc lấy cổng trống bất kỳ: --port 0',
  }),
  noAddress: (host, reason) => ({
    what: `Không thể lắng nghe ở ${quoted(host)}: ${reason}.`,
    where: `--host ${host}`,
    mend: 'Đưa một địa chỉ của máy này: 127.0.0.1, ::1, 0.0.0.0 cho tất cả.',
  }),
  hostNeedsToken: (host) => ({
    what: `${quoted(host)} mở cho các máy khác, mà không có gì hỏi họ là ai.`,
    where: `--host ${host}`,
    mend: 'Thêm --token: khi đó mọi request cần token được in ra. Hoặc bỏ --host.',
  }),
  weakToken: (name) => ({
    what: 'Token có từ 16 đến 200 chữ cái, chữ số, - và _, nếu không người khác có thể đoán được.',
    where: name,
    mend: `Đưa token dài hơn, hoặc bỏ ${name}: khi đó token được tạo ngẫu nhiên.`,
  }),
}
