import { live as english } from '../../en/errors/live.ts'
import type { Messages } from '../../index.ts'

const { places } = english
const asOf = "price: { input: '0.27', output: '1.10', asOf: '2026-11-20' }"

/** Why nothing is sent to a host that is not this machine. A URL is never repeated: a key may stand in it. */
export const live: Messages['errors']['live'] = {
  inTheClear: (host, place) => ({
    what: `${host} sẽ được gọi không qua TLS: key và mọi prompt có thể bị đọc trên đường đi.`,
    where: place.host,
    mend: 'Đưa địa chỉ https.',
  }),
  notLive: (host, place) => ({
    what: `${host} không phải máy này: ${place.harm}`,
    where: place.host,
    mend: `Nếu đó là điều bạn muốn, hãy nói rõ: ${place.example}`,
  }),
  noCap: (host, place) => ({
    what: `${host} là live: phải nói rõ ${place.capped}.`,
    where: place.live,
    mend: `Ví dụ: ${place.example}`,
  }),
  notConfirmed: (host, place) => ({
    what: `Đây là một job CI (có biến CI), và ${host} là live.`,
    where: place.live,
    mend: `Xác nhận bằng cách ghi tên nó: --confirm-live ${host}`,
  }),
  otherConfirmed: (host, confirmed, place) => ({
    what: `--confirm-live ghi ${JSON.stringify(confirmed)}, còn host là ${host}.`,
    where: `${place.live} --confirm-live`,
    mend: `Đưa host của ${place.host.split(' ').at(-1)}, hoặc đổi host ở đó.`,
  }),

  places: {
    record: {
      ...places.record,
      harm: 'thu lại từ đó tốn tiền và gửi prompt đi.',
      capped: 'tối đa bao nhiêu request được gửi đến đó',
    },
    bench: {
      ...places.bench,
      harm: 'đo nó tốn tiền và gửi prompt đi. Không config hay biến môi trường nào cho phép điều đó được.',
      capped: 'số tiền tối đa được chi (không có mặc định)',
    },
    doctor: {
      ...places.doctor,
      harm: 'danh sách mô hình của nó sẽ được hỏi, kèm theo key.',
      capped: 'không gì cả',
    },
  },

  noBaseUrl: () => ({
    what: '--base-url không phải URL http hoặc https.',
    where: 'brownout bench --base-url',
    mend: 'Ví dụ: --base-url https://api.holysheep.ai/v1',
  }),
  urlWithSecrets: () => ({
    what: '--base-url chứa người dùng, mật khẩu, query hoặc fragment.',
    where: 'brownout bench --base-url',
    mend: 'Chỉ đưa base URL. Key lấy từ biến môi trường, --key-file hoặc --key-stdin.',
  }),
  urlOfPath: () => ({
    what: '--base-url là địa chỉ của một thao tác cụ thể.',
    where: 'brownout bench --base-url',
    mend: 'Đưa base URL, phần đứng trước /chat/completions.',
  }),

  noAmount: (value) => ({
    what: `--max-cost là số tiền USD lớn hơn 0, tối đa 12 chữ số thập phân; đã nhận ${JSON.stringify(value)}.`,
    where: 'brownout bench --max-cost',
    mend: 'Ví dụ: --max-cost 0.50',
  }),
  keyInArguments: (nth, command) => ({
    what: `Đối số ${nth} trông như một key. Mọi tiến trình trên máy này đều đọc được nó ở đó; ở đây không nhắc lại.`,
    where: `brownout ${command}, đối số ${nth}`,
    mend: 'Lấy key từ biến môi trường (HOLYSHEEP_API_KEY), --key-file FILE hoặc --key-stdin. Nếu là key thật, hãy thay key: shell lưu lại những gì đã gõ.',
  }),

  unpriced: (models) => ({
    what: `Chưa ai nói ${models.join(', ')} giá bao nhiêu: không có giá thì không giữ được mức trần nào.`,
    where: 'brownout bench --live',
    mend: `Ghi giá vào bench.config.ts: models: [{ id, ${asOf} }], hoặc lấy một bảng giá: brownout prices import FILE`,
  }),
  stale: (model, pricedOn, days, most) => ({
    what: `Giá của ${model} là của ngày ${pricedOn}, đã ${days} ngày: quá ${most} ngày thì không mức trần nào dựa vào được.`,
    where: 'brownout bench --live',
    mend: 'Tra lại giá và ghi vào bench.config.ts (price.asOf), hoặc lấy bảng giá mới: brownout prices import FILE',
  }),
  undated: (model, pricedOn) => ({
    what: `Giá của ${model} ${pricedOn === null ? 'không có ngày' : `ghi ngày ${JSON.stringify(pricedOn)}, không phải một ngày nào tính đến hôm nay`}: giá cũ không giữ được mức trần.`,
    where: 'brownout bench --live',
    mend: `Ghi rõ giá là của ngày nào: ${asOf}`,
  }),
  badPrice: (model, why) => ({
    what: `Không dùng được giá của ${model}: ${why}.`,
    where: 'brownout bench --live',
    mend: "Ghi giá dạng chuỗi thập phân, USD trên một triệu token: price: { input: '0.27', output: '1.10' }",
  }),
  nothingAffordable: (cap, least) => ({
    what: `Mức trần $${cap} không đủ cho request nào: request rẻ nhất có thể tốn $${least} nếu dùng hết token.`,
    where: 'brownout bench --max-cost',
    mend: 'Tăng --max-cost, hoặc cho câu trả lời ngắn hơn: --max-tokens N',
  }),

  twoKeys: () => ({
    what: '--key-file và --key-stdin được đưa cùng lúc.',
    where: 'brownout bench --key-file --key-stdin',
    mend: 'Chỉ đưa một.',
  }),
  noKey: (host, variable) => ({
    what: `Không có key cho ${host}: ${variable} chưa được đặt.`,
    where: 'brownout bench --live',
    mend: `Đặt ${variable}, hoặc đưa --key-file FILE hay --key-stdin. Đừng bao giờ gõ key làm đối số.`,
  }),
  noKeyName: (host) => ({
    what: `Chưa ai nói key cho ${host} ở đâu: key của nhà cung cấp khác không được gửi đến đó.`,
    where: 'brownout bench --live',
    mend: "Ghi tên biến vào bench.config.ts (apiKeyEnv: 'MY_KEY'), hoặc đưa --key-file FILE hay --key-stdin.",
  }),
  noKeyFile: (why) => ({
    what: `Không đọc được key: ${why}.`,
    where: 'brownout bench --key-file',
    mend: 'Đưa đường dẫn của file chỉ chứa key và không gì khác.',
  }),
  badKey: (from, why) => ({
    what: `Không dùng được key từ ${from}: ${why}.`,
    where: 'brownout bench --live',
    mend: 'Đặt đúng key của nhà cung cấp vào đó, trọn vẹn và chỉ mình nó.',
  }),

  uninjectable: (scenario, fault, reason) => ({
    what: `Kịch bản ${scenario} không thể làm nhiễu một câu trả lời thật: nó có ${fault}, và ${reason}.`,
    where: `brownout bench --scenario ${scenario}`,
    mend: 'Chạy với mock (không có --base-url), hoặc chọn kịch bản khác: brownout list scenarios',
  }),
  nobodyToAsk: (host) => ({
    what: `${host} là live, mà không hỏi được ai: đây không phải terminal.`,
    where: 'brownout bench --live',
    mend: 'Cho phép trước: --yes',
  }),
  declined: (host) => ({
    what: `Chưa gửi gì đến ${host}: câu hỏi không được trả lời y.`,
    where: 'brownout bench --live',
    mend: 'Chạy lại và trả lời y, hoặc thêm --yes.',
  }),
  noAuthority: (file, why) => ({
    what: `Không có CA: ${why}.`,
    where: `--ca ${file}`,
    mend: 'Đưa đường dẫn của file PEM, như công ty hoặc brownout serve --tls phát ra.',
  }),
  noTransport: (why) => ({
    what: `Không dựng được đường đến upstream: ${why}.`,
    where: 'HTTPS_PROXY, HTTP_PROXY hoặc NO_PROXY',
    mend: 'Đặt thành URL của một proxy, hoặc bỏ biến đó.',
  }),
}
