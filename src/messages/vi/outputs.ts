import { outputs as english } from '../en/outputs.ts'
import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count } from './format.ts'

const { tool, bench, plan, fits, at, signs } = english

/**
 * What is written for people by way of CI servers: markdown, annotations, the summary of a job. Names that programs look up in
 * CSV, in JUnit and in lines of text (`tool`, `bench`, `plan`, `fits`) are the same in every language.
 */
export const outputs: Messages['outputs'] = {
  tool,
  bench,
  plan,
  fits,
  place: (target, world, scenario) => `${target} trong ${world}, ${scenario}`,
  at,
  again: (command) => `chạy lại: ${command}`,
  wholeRun: 'lượt chạy',
  nothing: (format) => `${format} không có gì để trình bày về lượt chạy này.`,
  signs,
  verdicts: {
    passed: 'đạt',
    failed: 'không đạt',
    'no-verdict': 'chưa có kết luận',
    'not-tested': 'chưa được kiểm tra',
    'not-played': 'không chạy',
    crashed: 'bị sập',
  },
  titles: { troubles: 'Cần xem', notPlayed: 'Không chạy' },
  heads: {
    verdict: 'kết luận',
    what: 'cái gì',
    where: 'ở đâu',
    why: 'vì sao',
    again: 'chạy lại',
    measured: 'đo được',
    runs: 'lượt chạy',
  },
  skipped: (runs, how) => `${number(runs)} ${how}`,
  andMore: (scenarios) => `và trong ${count(scenarios, 'kịch bản nữa')}`,
  benchSize: (calls, usd, wallMs) =>
    `${count(calls, 'lời gọi')}${usd === null ? '' : `, $${usd}`} trong ${duration(wallMs)}.`,
  made: 'Tạo bởi',
  seed: 'seed',
  moreInSummary: (left) => `Còn ${number(left)} mục nữa: xem bản tóm tắt của job này và report.html.`,
  leftOut: (lines) =>
    `Lược bớt ${count(lines, 'dòng')}: bản tóm tắt không chứa được hơn. Đầy đủ nằm trong report.md và report.html.`,
}
