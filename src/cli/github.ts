import { appendFileSync, statSync } from 'node:fs'
import { withFiles } from '../harness/files.ts'
import type { Report } from '../harness/report.ts'
import { annotationsOf } from '../reporters/github/annotations.ts'
import { jobSummary, summaryLimitBytes } from '../reporters/github/jobSummary.ts'
import { stepOutputs } from '../reporters/github/stepOutputs.ts'
import { markdownOf } from '../reporters/markdown.ts'
import type { Io, Sink } from './io.ts'

/** Whether GitHub's runner reads what this process prints. */
export function isOnGithub({ env }: Pick<Io, 'env'>): boolean {
  return env['GITHUB_ACTIONS'] === 'true'
}

/** Annotations on `talk`, the job's summary, and what later steps may ask for. `page` is the path of the report. */
export function tellGithub(report: Report, page: string, talk: Sink, { env }: Pick<Io, 'env'>): void {
  for (const line of annotationsOf(report)) talk.write(`${line}\n`)
  appendSummary(markdownOf(report), env)
  append(env['GITHUB_OUTPUT'], stepOutputs(report, page))
}

/** Adds Markdown to the summary of the job, as much as still fits: GitHub shows none of one that is too long. */
export function appendSummary(markdown: string, env: Io['env']): void {
  const path = env['GITHUB_STEP_SUMMARY'] ?? ''
  if (path === '') return
  const taken = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  append(path, jobSummary(markdown, summaryLimitBytes - taken))
}

function append(path: string | undefined, content: string): void {
  if (path === undefined || path === '' || content === '') return
  withFiles('write', path, () => appendFileSync(path, content))
}
