// Runs the example CI jobs on the sample application: with a failover regression planted each must turn red, without one it must
// stay green. A short form by default; `--whole` plants all ten into both jobs, and runs each ten times as it stands.
import { githubJob, gitlabJob, type Job } from './ci-examples/jobs.ts'
import { playJob } from './ci-examples/playJob.ts'
import { regressions, type Regression } from './ci-examples/regressions.ts'
import { makeSampleProject } from './ci-examples/sampleProject.ts'

const isWhole = process.argv.includes('--whole')
const jobs = [githubJob(), gitlabJob()] as const
const [github, gitlab] = jobs

/** An action is fixed by a version or by a commit, never by a branch. */
const loose = github.actions.filter((action) => !/@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(action))

const short: readonly (readonly [Job, Regression?])[] = [
  [github],
  [gitlab, regressions[0]!],
  [gitlab, regressions.find(({ name }) => name.startsWith('Retry-After'))!],
]
const whole: readonly (readonly [Job, Regression?])[] = [
  ...jobs.flatMap((job) => regressions.map((regression) => [job, regression] as const)),
  ...jobs.flatMap((job) => Array.from({ length: 10 }, () => [job] as const)),
]

const project = makeSampleProject()
const tally = { planted: 0, red: 0, clean: 0, green: 0 }
const wrong: string[] = []
try {
  for (const [job, regression] of isWhole ? whole : short) {
    project.reset(regression)
    const before = performance.now()
    const { isGreen, failed, missing, output } = playJob(job, project)
    const seconds = ((performance.now() - before) / 1000).toFixed(1)
    const what = regression?.name ?? 'as it stands'
    console.log(`${job.file.padEnd(10)} ${isGreen ? 'green' : 'red  '} ${seconds.padStart(5)} s  ${what}`)
    for (const command of failed) console.log(`${' '.repeat(26)}failed: ${command.slice(0, 60)}`)
    if (regression === undefined) tally.clean += 1
    else tally.planted += 1
    if (regression === undefined && isGreen) tally.green += 1
    if (regression !== undefined && !isGreen) tally.red += 1
    // A job that stops at its first red step has no report of the later ones; a green one has all.
    if (isGreen) wrong.push(...missing.map((path) => `${job.file} keeps ${path}, which is not there`))
    if (isGreen === (regression === undefined)) continue
    wrong.push(`${job.file}: ${isGreen ? 'green' : 'red'} with "${what}"`)
    if (!isGreen) console.log(output)
  }
} finally {
  project.remove()
}
wrong.push(...loose.map((action) => `${action} is no version`))
console.log(
  `${tally.red} of ${tally.planted} planted regressions turned their job red, ${tally.green} of ${tally.clean} clean runs stayed green`,
)
for (const line of wrong) console.error(line)
process.exitCode = wrong.length === 0 ? 0 : 1
