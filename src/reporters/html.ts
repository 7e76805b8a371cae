import type { ComparedRun } from '../harness/bench/compare/comparedRun.ts'
import type { Report, Reporter } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { sentenceOf } from './sentence.ts'
import { groupRuns, tallyOf } from './digest.ts'
import { formulas } from './html/bench/formulas.ts'
import { benchSections } from './html/bench/sections.ts'
import { embedded } from './html/embedded.ts'
import { cellTable } from './html/cellTable.ts'
import { exploredTargets } from './html/explored.ts'
import { matrices } from './html/matrix.ts'
import { planSections } from './html/plan/sections.ts'
import { method } from './html/method.ts'
import { notTested } from './html/notTested.ts'
import { runTables } from './html/runs.ts'
import { brokenStories, withoutVerdict } from './html/stories.ts'
import { pageOf } from './html/page.ts'
import { html as markup } from './html/template.ts'
import { verdictHeader } from './html/verdict.ts'

const words = messages.report

/** One page that asks nothing of where it lies: no request, readable in a mail, without its script, in print, on a phone. */
export const html: Reporter = {
  name: 'html',
  doc: messages.reporters.html,
  render: (report, run) => [{ file: 'report.html', content: page(report, run) }],
}

function page(report: Report, run?: ComparedRun): string {
  const data = run === undefined ? null : embedded(run)
  const tally = tallyOf(report.runs)
  const groups = groupRuns(report.runs)
  const isBench = report.bench !== undefined
  const hasRules = !isBench && report.plan === undefined
  const sections = [
    ...planSections(report),
    ...benchSections(report),
    { id: 'cells', title: messages.cells.title, content: cellTable(report.runs) },
    // A benchmark has no rules and no scenarios that could have been left out.
    { id: 'rules', title: words.matrix, content: !hasRules ? null : matrices(groups, report.runs) },
    { id: 'broke', title: words.broke, content: brokenStories(report.runs) },
    { id: 'without-verdict', title: words.withoutVerdict, content: withoutVerdict(report.runs) },
    { id: 'explored', title: words.explored.title, content: exploredTargets(report) },
    { id: 'not-tested', title: words.notTested, content: !hasRules ? null : notTested(groups) },
    { id: 'runs', title: words.runs, content: runTables(groups) },
    {
      id: 'method',
      title: words.method,
      content: isBench
        ? markup`${method(report)}${data !== null && markup`<p>${data.note}</p>`}${formulas()}`
        : method(report),
    },
  ]
  return pageOf({
    title: words.title(sentenceOf(report)),
    data: data?.block ?? null,
    header: verdictHeader(report, tally),
    sections: sections.flatMap(({ id, title, content }) => (content === null ? [] : [{ id, title, content }])),
  })
}
