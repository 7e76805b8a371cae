// Runs the steps of a job, as its CI would: a shell each, in order, until one fails.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Job } from './jobs.ts'
import type { SampleProject } from './sampleProject.ts'

export interface JobResult {
  readonly isGreen: boolean
  /** The commands that failed. */
  readonly failed: readonly string[]
  /** What the job would upload, and is not there. */
  readonly missing: readonly string[]
  /** What the failed commands printed. */
  readonly output: string
}

/** A step that hangs is a red one. */
const longestStepMs = 120_000

export function playJob({ steps, kept }: Job, { folder, bin }: SampleProject): JobResult {
  // No npm of an outer script, and no mark of an outer vitest, is to be seen inside.
  const outer = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_)/.test(name))
  const env = { ...Object.fromEntries(outer), CI: 'true', PATH: `${bin}:${process.env['PATH']}` }
  const failed: string[] = []
  let output = ''
  for (const { command, always } of steps) {
    if (failed.length > 0 && !always) continue
    const run = spawnSync('bash', ['-eo', 'pipefail', '-c', command], {
      cwd: folder,
      env,
      encoding: 'utf8',
      timeout: longestStepMs,
    })
    if (run.status === 0) continue
    failed.push(command)
    output += run.stdout + run.stderr
  }
  const missing = kept.filter((path) => !existsSync(join(folder, path)))
  return { isGreen: failed.length === 0, failed, missing, output }
}
