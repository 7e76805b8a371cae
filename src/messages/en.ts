import { duration, instant, list, number } from './format.ts'
import { plan } from './en/plan.ts'
import { planPage } from './en/planPage.ts'
import { planner } from './en/planner.ts'
import { benchSummary } from './en/benchSummary.ts'
import { benchCharts } from './en/benchCharts.ts'
import { benchReport } from './en/benchReport.ts'
import { cells } from './en/cells.ts'
import { charts } from './en/charts.ts'
import { cli } from './en/cli.ts'
import { compare } from './en/compare.ts'
import { console } from './en/console.ts'
import { conformance } from './en/conformance.ts'
import { day } from './en/day.ts'
import { coverage } from './en/coverage.ts'
import { doctor } from './en/doctor.ts'
import { errors } from './en/errors.ts'
import { explore } from './en/explore.ts'
import { junit } from './en/junit.ts'
import { live } from './en/live.ts'
import { outputs } from './en/outputs.ts'
import { planCharts } from './en/planCharts.ts'
import { progress } from './en/progress.ts'
import { png } from './en/png.ts'
import { program } from './en/program.ts'
import { report } from './en/report.ts'
import { runs } from './en/runs.ts'
import { serve } from './en/serve.ts'
import { show } from './en/show.ts'
import { singleCall } from './en/singleCall.ts'
import { suite } from './en/suite.ts'
import { trace } from './en/trace.ts'
import { timeline } from './en/timeline.ts'

/** English: a file for each place in which texts are read. */
export const en = {
  language: 'en',

  plan,
  planPage,
  planner,

  format: { number, duration, instant, list },

  worlds: {
    virtual: 'virtual clock',
    loopback: 'real sockets',
    msw: 'MSW',
  },

  verdicts: {
    held: 'held',
    broke: 'broke',
    'no-verdict': 'no verdict',
    refused: 'refused',
    'left-out': 'left out',
    crashed: 'crashed',
  },

  reporters: {
    json: 'report.json: everything, for programs',
    junit: 'junit.xml: one test case per scenario and rule, for CI servers',
    html: 'report.html: one page that needs no network and no script',
    markdown: 'report.md: what to look at, for comments and wikis',
    csv: 'report.csv: a row for each run, rule, gate and metric, and figure of a plan',
    text: 'report.txt: a fact a line, for programs and agents',
    github: 'annotations.txt and summary.md: what GitHub shows of a job',
    png: '*.png: charts of a benchmark; needs chartjs-node-canvas and chart.js',
    trace: 'trace.json: single calls on a time line, for ui.perfetto.dev',
  },
  benchCharts,
  benchSummary,
  compare,
  conformance,
  singleCall,
  suite,
  timeline,
  trace,
  cells,
  charts,
  planCharts,
  png,
  program,
  progress,
  explore,
  day,
  doctor,
  console,
  coverage,
  report,
  junit,
  outputs,
  live,
  runs,
  benchReport,
  serve,
  show,

  /** What went wrong, where, how to mend it. */
  errors,

  /** What the command line says of itself. */
  cli,
}
