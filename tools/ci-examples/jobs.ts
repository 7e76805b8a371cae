// What the two example jobs do, read out of their YAML: the commands in order, and what they keep afterwards.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface Step {
  readonly command: string
  /** It runs after a failed step too. */
  readonly always: boolean
}

export interface Job {
  readonly file: string
  readonly steps: readonly Step[]
  /** Files and folders that are uploaded: they must be there when the steps are over. */
  readonly kept: readonly string[]
  /** The names of actions, with their versions. */
  readonly actions: readonly string[]
}

const folder = new URL('../../examples/ci/', import.meta.url)
const read = (file: string): unknown => parse(readFileSync(new URL(file, folder), 'utf8'))

interface GithubStep {
  readonly uses?: string
  readonly run?: string
  readonly if?: string
  readonly with?: { readonly path?: string }
}

export function githubJob(): Job {
  const file = 'github.yml'
  const { jobs } = read(file) as { jobs: { failover: { steps: readonly GithubStep[] } } }
  const { steps } = jobs.failover
  const uploads = steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'))
  return {
    file,
    steps: steps.flatMap((step) => (step.run === undefined ? [] : [{ command: step.run, always: 'if' in step }])),
    kept: uploads.flatMap(({ with: given }) => given?.path?.trim().split('\n') ?? []),
    actions: steps.flatMap(({ uses }) => uses ?? []),
  }
}

interface GitlabJob {
  readonly script: readonly string[]
  readonly artifacts: { readonly paths: readonly string[]; readonly reports: { readonly junit: readonly string[] } }
}

export function gitlabJob(): Job {
  const file = 'gitlab.yml'
  const { failover } = read(file) as { failover: GitlabJob }
  return {
    file,
    steps: failover.script.map((command) => ({ command, always: false })),
    kept: [...failover.artifacts.paths, ...failover.artifacts.reports.junit],
    actions: [],
  }
}
