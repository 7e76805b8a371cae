import type { Reporter } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { annotationsOf } from './github/annotations.ts'
import { jobSummary, summaryLimitBytes } from './github/jobSummary.ts'
import { markdownOf } from './markdown.ts'

/** What GitHub's runner is told: lines that it turns into annotations, and the summary of the job. */
export const github: Reporter = {
  name: 'github',
  doc: messages.reporters.github,
  render: (report) => [
    {
      file: 'annotations.txt',
      content: annotationsOf(report)
        .map((line) => `${line}\n`)
        .join(''),
    },
    { file: 'summary.md', content: jobSummary(markdownOf(report), summaryLimitBytes) },
  ],
}
