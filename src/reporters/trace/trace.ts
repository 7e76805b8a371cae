import type { Report, Reporter } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { benchTrace, callsOf } from './benchTrace.ts'
import { runsTrace } from './runTrace.ts'
import type { TraceEvent, TraceFile } from './traceEvent.ts'

const words = messages.trace

/** Calls on a time line for ui.perfetto.dev: those that the report holds, so that the file is small however long a run was. */
export const trace: Reporter = {
  name: 'trace',
  doc: messages.reporters.trace,
  render: (report) => {
    const traceEvents = eventsOf(report)
    if (traceEvents.length === 0) return []
    const what =
      report.bench === undefined ? words.excerpts : words.sampled(callsOf(report.bench.summary.shownCalls).length)
    const file: TraceFile = { displayTimeUnit: 'ms', otherData: { tool: 'brownout', what }, traceEvents }
    return [{ file: 'trace.json', content: `${JSON.stringify(file)}\n` }]
  },
}

function eventsOf({ bench, runs }: Report): readonly TraceEvent[] {
  return bench === undefined ? runsTrace(runs) : benchTrace(bench.summary.shownCalls)
}
