import { charts as english } from '../en/charts.ts'
import type { Messages } from '../index.ts'
import { number } from '../format.ts'
import { count } from './format.ts'

const { ms, milliseconds, seconds, percent } = english

/** Charts of the page: what they are called, what they show, and the same as tables. */
export const charts: Messages['charts'] = {
  showData: 'Xem dữ liệu',
  dataOf: (title) => `Dữ liệu: ${title}`,
  csv: 'Tải CSV',
  ms,
  milliseconds,
  seconds,
  percent,
  from: english.from,
  none: '-',
  all: 'tất cả gộp lại',

  gates: 'Ngưỡng',
  noGates:
    'Không có ngưỡng nào được đặt: lượt chạy này được đo, không bị phán xét. Hãy đặt ngưỡng trong bench.config.ts.',
  lights: {
    lag: 'bắt đầu lời gọi',
    'loop-delay': 'vòng lặp sự kiện',
    'cpu-wait': 'chờ CPU',
    achieved: 'tải đạt được',
    dropped: 'lời gọi không bắt đầu',
    'littles-law': 'định luật Little',
    'enough-calls': 'đủ lời gọi',
    independent: 'lời gọi độc lập',
    drift: 'trôi dạt',
  },

  latency: {
    title: 'Độ trễ',
    whole: 'cả câu trả lời, từ lúc lời gọi đến hạn',
    table: 'Các phân vị với khoảng tin cậy 95 %; lời gọi thất bại tính là vô hạn',
    columns: { model: 'mô hình', what: 'số đo', n: 'lời gọi', success: 'p99 của các lời gọi thành công' },
    families: {
      ttft: 'token đầu',
      total: 'cả câu trả lời',
      'total.send': 'cả câu trả lời, từ lúc gửi',
      gap: 'giữa hai token',
      tpot: 'mỗi token đầu ra',
      failover: 'chuyển dự phòng',
      connect: 'kết nối',
      lag: 'bắt đầu trễ',
    },
    models: 'Các mô hình cạnh nhau: cả câu trả lời',
    modelsNote:
      'Mỗi dấu là một phân vị, đoạn thẳng của nó là khoảng tin cậy 95 %; đoạn có mũi tên ở đầu thì còn kéo dài. Nơi hai mô hình chồng lên nhau thì chúng có thể như nhau. Số vô hạn không có dấu.',
    modelsSay: (models) =>
      `Các phân vị của cả câu trả lời của ${count(models, 'mô hình')}, với khoảng tin cậy, trên trục thời gian logarit.`,
    spectrum: 'Mọi phân vị: cả câu trả lời',
    spectrumNote:
      'Càng về bên phải càng hiếm. Đường kẻ dừng ở nơi quá ít lời gọi để có khoảng tin cậy, hoặc nơi bắt đầu các thất bại.',
    spectrumSay: (models) =>
      `Độ trễ của cả câu trả lời theo phân vị cho ${count(models, 'mô hình')}; cả hai trục đều là logarit.`,
    percentile: 'phân vị của các lời gọi',
    time: 'Độ trễ theo thời gian',
    timeNote: (slice, hasFailed) =>
      `Mỗi điểm là ${slice} của lượt chạy, tính trên các lời gọi đến hạn lúc đó và được trả lời.` +
      (hasFailed ? ' Cột đỏ bên dưới: tỷ lệ lời gọi không được trả lời.' : ''),
    timeSay: (slices, failed) =>
      `Các phân vị của cả câu trả lời qua ${count(slices, 'khoảng')} của lượt chạy; ${count(failed, 'lời gọi')} không được trả lời.`,
    sinceStart: 'số giây từ khi bắt đầu lượt chạy',
    timeColumns: { from: 'từ', due: 'lời gọi đến hạn', failed: 'không được trả lời' },
    failed: 'không được trả lời, tỷ lệ lời gọi',
    fault: english.latency.fault,
  },

  outcomes: {
    title: 'Kết cục và số lần thử',
    chart: 'Các lời gọi kết thúc ra sao',
    note: 'Từ trái sang phải: những gì tốt ngay từ đầu, những gì client cứu được, những gì đã mất.',
    say: (good) => `Lời gọi theo kết cục, từng mô hình. ${good} trong tất cả được trả lời.`,
    names: {
      'ok-first-try': 'được trả lời ngay lần đầu',
      'ok-after-retry': 'sau khi retry',
      'ok-after-fallback': 'bởi mô hình khác',
      failed: 'thất bại',
      dropped: 'không bắt đầu',
      cancelled: 'bị hủy',
    },
    answered: (share) => `${share} được trả lời`,
    attempts: 'Số lần thử mỗi lời gọi',
    attemptsNote:
      'Một lời gọi tốn của upstream bao nhiêu: 1.00 là không retry lần nào; bão retry lộ ra ở đây trước tiên.',
    attemptsSay: 'Các lời gọi cần bao nhiêu lần thử, từng mô hình.',
    attemptCount: (attempts) => (attempts === 0 ? 'không' : count(attempts, 'lần thử')),
    perCall: (reading) => `${reading} mỗi lời gọi`,
    errors: 'Những gì thất bại',
    errorColumns: { what: 'lỗi', calls: 'lời gọi', first: 'đầu tiên', last: 'cuối cùng', call: 'một lời gọi như vậy' },
  },

  money: {
    title: 'Tiền',
    chart: '1,000 câu trả lời tốt tốn bao nhiêu',
    note: 'Tốt: được trả lời trong mọi giới hạn. Lãng phí: trả tiền cho những lần thử mà không ai nhận được câu trả lời.',
    say: 'Chi phí cho 1,000 câu trả lời tốt, từng mô hình, và phần bị lãng phí trong đó.',
    used: 'cho câu trả lời',
    wasted: 'lãng phí',
    columns: {
      perGood: '$ mỗi 1k câu tốt',
      wasteShare: 'lãng phí',
      spent: 'tổng đã chi',
      unknown: 'lời gọi không rõ chi phí',
    },
    unknown: 'Lượt chạy này không rõ chi phí: các mô hình không có giá.',
  },

  calls: {
    title: 'Từng lời gọi',
    note: 'Mỗi dòng là một lời gọi, tính từ lúc đến hạn. Mở ra (Enter) để xem các lần thử; phím mũi tên để sang lời gọi khác.',
    kinds: { slowest: 'Chậm nhất', failed: 'Thất bại', random: 'Ngẫu nhiên' },
    call: (call, series, model) =>
      `lời gọi ${number(call)}: ${model === null || model === series ? series : `${series} → ${model}`}`,
    took: (length, attempts) => `${ms(length)}, ${count(attempts, 'lần thử')}`,
    failed: (why) => `thất bại: ${why}`,
    legend: {
      late: 'bắt đầu trễ',
      wait: 'đợi trước lần thử tiếp theo',
      first: 'đến token đầu',
      stream: 'câu trả lời',
      lost: 'lần thử thất bại',
      other: 'hỏi mô hình khác',
    },
    due: (at) => `Đến hạn ${ms(at)} sau khi bắt đầu lượt chạy.`,
    late: (length) => `Bắt đầu trễ ${ms(length)}.`,
    first: (length) => `Token đầu sau ${ms(length)}.`,
    ended: (length) => `Kết thúc sau ${ms(length)}.`,
    waited: (length) => `Client tự đợi ${ms(length)}.`,
    tokens: (input, output) => `${count(input, 'token')} vào, ${count(output, 'token')} ra.`,
    cost: (usd) => `Tốn ${usd}.`,
    attempt: (nth, model, from, to, error) =>
      `Lần thử ${nth}, ${model}: ${ms(from)} đến ${ms(to)}, ${error === null ? 'được trả lời' : error}`,
    say: (text) => `Diễn biến: ${text}`,
    axis: (most) => `0 đến ${ms(most)} từ lúc lời gọi đến hạn`,
  },

  formulas: 'Công thức',
  formulaColumns: { metric: 'số đo', formula: 'cách tính' },

  data: {
    whole: (calls) =>
      `Trang này chứa cả ${count(calls, 'lời gọi')} của lượt chạy: brownout compare nhận nó thay cho thư mục.`,
    part: (kept, calls) =>
      `Trang này chứa ${number(kept)} trên ${count(calls, 'lời gọi')} của lượt chạy, chọn theo số thứ tự: brownout compare nhận nó thay cho thư mục, với khoảng tin cậy rộng hơn.`,
    none: 'Trang này không chứa lời gọi nào; brownout compare cần thư mục của lượt chạy.',
  },

  script: { theme: 'Sáng hoặc tối', copy: 'Chép CSV', copied: 'Đã chép', filter: 'Hiện', everything: 'tất cả' },
}
