import type { Messages } from '../index.ts'
import { number } from '../format.ts'
import { count, list } from './format.ts'
import { notPlayed, ofRuns, runs } from './tally.ts'

/** What the HTML page says. */
export const report: Messages['report'] = {
  title: (verdict) => `brownout: ${verdict}`,
  brand: 'brownout',
  tagline: 'diễn tập cho ngày tệ nhất của nhà cung cấp',
  headline: (verdict, tally) => {
    if (tally.played === 0) return 'Chưa có kết luận: chưa chạy kịch bản nào.'
    if (verdict === 'broke') return `${ofRuns(tally.broke, tally)} vi phạm quy tắc.`
    // Nothing failed to get its verdict, and still there is none: not everything was played.
    if (verdict === 'no-verdict' && tally.noVerdict + tally.crashed === 0)
      return 'Chưa có kết luận: quá trình bị ngắt giữa chừng.'
    if (verdict === 'no-verdict') return `Chưa có kết luận cho ${ofRuns(tally.noVerdict + tally.crashed, tally)}.`
    return `${tally.played === 1 ? '' : 'Tất cả '}${runs(tally.played, tally)} đều đạt.`
  },
  rest: (tally) => {
    const parts = [
      ...(tally.held > 0 && tally.held < tally.played ? [`${number(tally.held)} đạt`] : []),
      ...(tally.noVerdict > 0 ? [`${number(tally.noVerdict)} chưa có kết luận`] : []),
      ...(tally.crashed > 0 ? [`${number(tally.crashed)} bị sập`] : []),
    ]
    const others = notPlayed(tally)
    return (
      (parts.length > 0 ? `${list(parts)}. ` : '') +
      (others.length > 0 ? `Không chạy: ${list(others)}.` : 'Mọi kịch bản được yêu cầu đều đã chạy.')
    )
  },
  brokeRules: (rules) => `vi phạm ${list(rules)}.`,
  targetBroke: (rules, runsBroken) => `vi phạm ${list(rules)}, trong ${count(runsBroken, 'lượt chạy')}.`,
  contents: 'Mục lục',
  place: (target, world) => `${target}, ${world}`,
  inWorld: (world, targets) => `${world}: ${list(targets)}`,
  facts: {
    held: 'đạt',
    broke: 'vi phạm',
    noVerdict: 'chưa có kết luận',
    crashed: 'bị sập',
    notPlayed: 'không chạy',
    calls: 'lời gọi',
    attempts: 'lần thử',
    virtualTime: 'thời gian ảo',
    wallTime: 'thời gian thực',
  },

  explored: {
    title: 'Đã khám phá những gì',
    effort: (cases, calls, attempts, seed) =>
      `${count(cases, 'ngày ngẫu nhiên')}, ${count(calls, 'lời gọi')}, ${count(attempts, 'lần thử')}, seed ${seed}.`,
    found: (target) => `Đã tìm thấy ở ${target}`,
    columns: {
      rule: 'quy tắc',
      day: 'ngày nhỏ nhất',
      first: 'gặp lần đầu',
      rules: 'số rule trong script',
      tries: 'số lần thử',
    },
  },

  notTested: 'Những gì chưa được kiểm tra',
  everythingTested: 'Mọi kịch bản đã chạy, và mọi quy tắc đã được kiểm tra ít nhất một lần.',
  notPlayed: 'Các kịch bản không được chạy',
  neverChecked: 'Các quy tắc chưa kịch bản nào kiểm tra',
  neverCheckedNote:
    'Chưa thể nói gì về các quy tắc này: một phép kiểm tra chưa từng chạy thì không chứng minh được gì.',
  uncheckedDetail: (value) => `Mọi phép kiểm tra chưa từng chạy (${number(value)})`,
  blame: 'lẽ ra phải được kiểm tra ở đây',
  columns: { what: 'kết quả', scenarios: 'kịch bản', rule: 'quy tắc', why: 'lý do', where: 'ở đâu' },

  matrix: 'Quy tắc theo kịch bản',
  matrixLegend: 'Con số cho biết quy tắc đã được kiểm tra bao nhiêu lần, hoặc bị vi phạm bao nhiêu lần.',
  scenario: 'kịch bản',
  verdict: 'kết luận',
  cell: {
    pass: (checked) => `đạt, đã kiểm tra ${count(checked, 'lần')}`,
    fail: (violations) => `bị vi phạm ${count(violations, 'lần')}`,
    unknown: 'chưa được kiểm tra',
    blame: 'lẽ ra phải được kiểm tra, nhưng chưa',
    absent: 'không xét',
  },
  legend: {
    pass: 'đạt',
    fail: 'bị vi phạm',
    unknown: 'chưa được kiểm tra',
    blame: 'lẽ ra phải được kiểm tra, nhưng chưa',
  },
  rules: (value) => `Mỗi quy tắc đòi hỏi điều gì (${number(value)})`,
  strength: { must: 'bắt buộc', should: 'nên có' },

  broke: 'Những gì bị vi phạm',
  withoutVerdict: 'Những gì chưa có kết luận',
  scenarioAsks: 'Kịch bản đòi hỏi:',
  ruleAsks: 'Quy tắc:',
  source: 'nguồn',
  moreOfThese: (value) => `và ${count(value, 'lần nữa')}`,
  day: 'Ngày tệ này',
  timelineCaption: 'Diễn biến',
  proves: (rules) => `bằng chứng: ${rules.join(', ')}`,
  call: (call) => `lời gọi ${call}`,
  replay: 'Chạy lại',
  why: 'Vì sao điều này quan trọng',

  runs: 'Các lượt chạy',
  run: {
    calls: 'lời gọi',
    answered: 'được trả lời',
    attempts: 'lần thử',
    elapsedVirtual: 'thời gian ảo',
    elapsedReal: 'thời gian',
    history: 'lịch sử',
  },
  none: '-',

  method: 'Phương pháp',
  methodNotes: {
    rules:
      'Một client thật được chạy trước các lỗi đã viết thành kịch bản. Những gì upstream nhìn thấy và những gì bên gọi nhận được ' +
      'được ghi lại thành lịch sử; các quy tắc chỉ phán xét lịch sử đó, không dựa vào gì khác. Quy tắc mà lịch sử chưa từng ' +
      'kiểm tra là chưa rõ, không phải là đạt. Trên đồng hồ ảo, cùng một seed cho cùng một lịch sử, đúng đến từng byte.',
    bench:
      'Mỗi lời gọi bắt đầu khi đến hạn theo tải, và được ghi lại khi kết thúc; mọi con số chỉ lấy từ các bản ghi đó. Phân vị tính ' +
      'trên mọi lời gọi đến hạn: lời gọi thất bại là chậm vô hạn. Phần khởi động chỉ được tính vào chi phí. Trên đồng hồ ảo, ' +
      'cùng kế hoạch và cùng seed cho cùng các bản ghi, đúng đến từng byte.',
    plan:
      'Client thật được mô phỏng trên đồng hồ ảo, trước các mô hình và quota như đã khai; không có gì được gửi đi. Cùng một seed ' +
      'cho cùng một kế hoạch, đúng đến từng byte.',
  },
  fields: {
    command: 'lệnh',
    seed: 'seed',
    version: 'phiên bản',
    commit: 'commit',
    node: 'Node',
    startedAt: 'bắt đầu lúc',
    schema: 'định dạng báo cáo',
  },
  unknownCommit: 'không rõ',
}
