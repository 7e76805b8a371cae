import type { Reporter } from '../harness/report.ts'
import { messages } from '../messages/index.ts'

/** The report as it stands. The same report gives the same bytes. */
export const json: Reporter = {
  name: 'json',
  doc: messages.reporters.json,
  render: (report) => [{ file: 'report.json', content: `${JSON.stringify(report, null, 2)}\n` }],
}
