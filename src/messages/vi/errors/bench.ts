import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { list } from '../format.ts'
import { didYouMean } from './problemText.ts'

const nameVariable = "Đặt key vào biến môi trường và ghi tên biến đó: apiKeyEnv: 'MY_PROVIDER_KEY'"

/** What a config, or the words beside `brownout bench`, ask that makes no sense. */
export const bench: Messages['errors']['bench'] = {
  unknownProfile: (name, nearest, known) => ({
    what: `Không có benchmark nào tên ${quoted(name)}.`,
    where: `brownout bench ${name}`,
    mend: didYouMean(nearest, `Hiện có ${list(known, 12)}; thêm benchmark mới trong config, dưới bench.`),
  }),
  unknownModel: (name, nearest, known) => ({
    what: `Không có mô hình ${quoted(name)}.`,
    where: `--models ${name}`,
    mend: didYouMean(nearest, `Hiện có ${list(known, 12)}; thêm mô hình mới trong config, dưới models.`),
  }),
  noId: (name) => ({
    what: `Bảng mô hình không cho biết request gọi ${quoted(name)} bằng id nào, nên không thể hỏi nó ở chế độ live.`,
    where: `brownout bench --live --models ${name}`,
    mend: "Ghi id vào config: models: [{ id: '…', price: { input: '…', output: '…', asOf: '…' } }]",
  }),
  live: (path, place) => ({
    what: `${path}: không config nào bật được benchmark live.`,
    where: place,
    mend: 'Bỏ mục này. Việc tốn tiền phải được yêu cầu mỗi lần trên dòng lệnh: brownout bench --live --max-cost 0.50',
  }),
  keyInConfig: (path, place) => ({
    what: `${path}: không được ghi key vào config, vì config được chia sẻ và commit.`,
    where: place,
    mend: nameVariable,
  }),
  noVariable: (place) => ({
    what: 'apiKeyEnv không phải tên biến môi trường (chữ cái, chữ số và _; không hiện ra ở đây vì có thể là key).',
    where: place,
    mend: nameVariable,
  }),
  twoProviders: (place) => ({
    what: 'provider và baseURL đều nói sẽ hỏi ai.',
    where: place,
    mend: 'Bỏ một trong hai.',
  }),
  keyFor: (given, missing, place) => ({
    what: `${given} cần có ${missing}: một key thuộc về nơi nó được gửi đến.`,
    where: place,
    mend:
      missing === 'apiKeyEnv'
        ? "Thêm tên biến môi trường chứa key: apiKeyEnv: 'MY_PROVIDER_KEY'"
        : "Thêm địa chỉ: baseURL: 'https://api.example.com/v1', hoặc bỏ apiKeyEnv.",
  }),
  noBaseURL: (place, message) => ({
    what: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    where: place,
    mend: "Ví dụ: baseURL: 'https://api.holysheep.ai/v1'",
  }),
  exclusive: (path, keys, place) => ({
    what: `${path} có ${list(keys)}, nhưng chỉ một trong số đó được quyết định lời gọi bắt đầu ra sao.`,
    where: place,
    mend: 'Giữ lại một: rate cho tải mở, concurrency cho tải đóng, load cho dạng khác.',
  }),
  noWorld: (asked) => ({
    what: `Benchmark không có world ${quoted(asked.join(','))}.`,
    where: `brownout bench --world ${asked.join(',')}`,
    mend: 'Mock chạy trên socket thật (loopback) hoặc trên đồng hồ ảo (virtual); nhà cung cấp chỉ được hỏi khi có --live.',
  }),
  serverInWorld: (world) => ({
    what: 'Một server ở đâu thì ở đó: không thể hỏi nó trên đồng hồ ảo.',
    where: `brownout bench --base-url … --world ${world}`,
    mend: 'Bỏ --world, hoặc bỏ --base-url để hỏi mock.',
  }),
}
