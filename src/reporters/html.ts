import type { Report, Reporter } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { groupRuns, tallyOf } from './digest.ts'
import { cellTable } from './html/cellTable.ts'
import { exploredTargets } from './html/explored.ts'
import { matrices } from './html/matrix.ts'
import { method } from './html/method.ts'
import { notTested } from './html/notTested.ts'
import { runTables } from './html/runs.ts'
import { brokenStories, withoutVerdict } from './html/stories.ts'
import { style } from './html/style.ts'
import { html as markup, Html } from './html/template.ts'
import { headlineOf, verdictHeader } from './html/verdict.ts'

const words = messages.report

/** `base-uri` and `form-action` do not fall back to `default-src`. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** One page that asks nothing of where it lies: no script, no request, readable in a mail, in print, on a phone. */
export const html: Reporter = {
  name: 'html',
  doc: messages.reporters.html,
  render: (report) => [{ file: 'report.html', content: page(report).markup }],
}

function page(report: Report): Html {
  const tally = tallyOf(report.runs)
  const groups = groupRuns(report.runs)
  const sections = [
    { id: 'cells', title: messages.cells.title, content: cellTable(report.runs) },
    { id: 'rules', title: words.matrix, content: matrices(groups, report.runs) },
    { id: 'broke', title: words.broke, content: brokenStories(report.runs) },
    { id: 'without-verdict', title: words.withoutVerdict, content: withoutVerdict(report.runs) },
    { id: 'explored', title: words.explored.title, content: exploredTargets(report) },
    { id: 'not-tested', title: words.notTested, content: notTested(groups) },
    { id: 'runs', title: words.runs, content: runTables(groups) },
    { id: 'method', title: words.method, content: method(report) },
  ].filter(({ content }) => content !== null)
  return markup`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${words.title(headlineOf(report, tally))}</title>
<style>${new Html(style)}</style>
</head>
<body>
${verdictHeader(report, tally)}
<nav aria-label="${words.contents}"><ul>
${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav>
<main>
${sections.map(
  ({ id, title, content }) => markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>
`,
)}</main>
</body>
</html>
`
}
