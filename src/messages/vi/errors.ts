import { suite } from '../en/errors/suite.ts'
import type { Messages } from '../index.ts'
import { bench } from './errors/bench.ts'
import { benchFlags } from './errors/benchFlags.ts'
import { claims } from './errors/claims.ts'
import { commandLine } from './errors/commandLine.ts'
import { compare } from './errors/compare.ts'
import { config } from './errors/config.ts'
import { counterexamples } from './errors/counterexamples.ts'
import { environment } from './errors/environment.ts'
import { gates } from './errors/gates.ts'
import { histories } from './errors/histories.ts'
import { judge } from './errors/judge.ts'
import { live } from './errors/live.ts'
import { merge } from './errors/merge.ts'
import { names } from './errors/names.ts'
import { plan } from './errors/plan.ts'
import { prices } from './errors/prices.ts'
import { record } from './errors/record.ts'
import { recordings } from './errors/recordings.ts'
import { runs } from './errors/runs.ts'
import { script } from './errors/script.ts'
import { serve } from './errors/serve.ts'
import { targets } from './errors/targets.ts'
import { workload } from './errors/workload.ts'

/** What went wrong, where, how to mend it. */
export const errors: Messages['errors'] = {
  labels: { what: 'lỗi:', where: 'tại:', mend: 'sửa:' },

  ...commandLine,
  ...names,
  bench,
  benchFlags,
  claims,
  compare,
  config,
  counterexamples,
  environment,
  gates,
  histories,
  judge,
  live,
  merge,
  plan,
  prices,
  record,
  recordings,
  runs,
  script,
  serve,
  suite,
  targets,
  workload,

  bug: {
    headline: (message) => `Đây là lỗi của brownout: ${message}`,
    crashedRuns: 'Một lượt chạy bị sập là do lỗi của client được thử, hoặc của brownout.',
    report: (command, version) => `Xin hãy báo lỗi kèm đoạn văn bản này, lệnh (${command}) và phiên bản (${version}).`,
  },
}
