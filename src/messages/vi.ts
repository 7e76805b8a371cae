import { en } from './en.ts'
import { duration, instant, number } from './format.ts'
import type { Messages } from './index.ts'
import { benchCharts } from './vi/benchCharts.ts'
import { benchReport } from './vi/benchReport.ts'
import { benchSummary } from './vi/benchSummary.ts'
import { charts } from './vi/charts.ts'
import { cli } from './vi/cli.ts'
import { compare } from './vi/compare.ts'
import { console } from './vi/console.ts'
import { day } from './vi/day.ts'
import { list } from './vi/format.ts'
import { plan } from './vi/plan.ts'
import { planPage } from './vi/planPage.ts'
import { planner } from './vi/planner.ts'
import { progress } from './vi/progress.ts'
import { report } from './vi/report.ts'
import { cells } from './vi/cells.ts'
import { coverage } from './vi/coverage.ts'
import { doctor } from './vi/doctor.ts'
import { errors } from './vi/errors.ts'
import { explore } from './vi/explore.ts'
import { live } from './vi/live.ts'
import { outputs } from './vi/outputs.ts'
import { planCharts } from './vi/planCharts.ts'
import { png } from './vi/png.ts'
import { runs } from './vi/runs.ts'
import { serve } from './vi/serve.ts'
import { show } from './vi/show.ts'
import { singleCall } from './vi/singleCall.ts'
import { trace } from './vi/trace.ts'
import { timeline } from './vi/timeline.ts'

/** Vietnamese: a file for each of English. What is English in every language, and why, stands in test/support/vietnameseTexts.ts. */
export const vi: Messages = {
  ...en,
  language: 'vi',

  format: { number, duration, instant, list },

  worlds: {
    virtual: 'đồng hồ ảo',
    loopback: 'socket thật',
    msw: 'MSW',
  },

  verdicts: {
    held: 'đạt',
    broke: 'vi phạm',
    'no-verdict': 'chưa có kết luận',
    refused: 'bị từ chối',
    'left-out': 'bị bỏ qua',
    crashed: 'bị sập',
  },
  benchCharts,
  cells,
  coverage,
  doctor,
  errors,
  explore,
  live,
  outputs,
  planCharts,
  png,
  runs,
  serve,
  show,
  singleCall,
  trace,
  benchSummary,
  compare,
  timeline,
  progress,
  day,
  console,
  report,
  benchReport,
  charts,
  plan,
  planPage,
  planner,
  cli,
}
