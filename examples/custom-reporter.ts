// A reporter of one's own, written from schemas/report.schema.json alone: a badge (https://shields.io/badges/endpoint-badge) and a
// message for a chat. It imports nothing of brownout.
//
//   brownout test && node examples/custom-reporter.ts reports/latest/report.json
//
// Or, so that every run leaves both beside its other files, in bench.config.ts:
//
//   import { badge } from './custom-reporter.ts'
//   export default defineConfig({ reporters: ['json', 'html', badge] })
import { readFileSync } from 'node:fs'

/** As much of the schema as is read here. Fields that are not known yet may come; what is here stays. */
interface Report {
  readonly schema: string
  readonly verdict: 'held' | 'broke' | 'no-verdict'
  readonly command: string
  readonly runs: readonly Run[]
  readonly bench?: {
    readonly sentence: string
    readonly gates: readonly {
      readonly gate: { readonly metric: string; readonly text: string }
      readonly verdict: string
    }[]
  }
  readonly plan?: { readonly sentence: string }
}

interface Run {
  readonly target: string
  readonly scenario: string
  readonly verdict: string
  readonly token: string | null
  readonly judged: readonly { readonly invariant: string; readonly result: { readonly verdict: string } }[]
}

export const badge = {
  name: 'badge',
  doc: 'badge.json for shields.io, and chat.txt',
  render: (report: Report) => [
    { file: 'badge.json', content: `${JSON.stringify(badgeOf(report))}\n` },
    { file: 'chat.txt', content: messageOf(report) },
  ],
}

const colours = { held: 'brightgreen', broke: 'red', 'no-verdict': 'lightgrey' }

function badgeOf({ verdict }: Report) {
  return { schemaVersion: 1, label: 'bad day', message: verdict, color: colours[verdict] }
}

/** Names of scenarios and models come from outside: here they are data, and whatever shows the message has to escape it. */
function messageOf(report: Report): string {
  const broken = report.runs.filter(({ verdict }) => verdict === 'broke')
  const gates = (report.bench?.gates ?? []).filter(({ verdict }) => verdict === 'failed')
  const lines = [
    `${report.verdict}: ${report.bench?.sentence ?? report.plan?.sentence ?? report.command}`,
    ...gates.map(({ gate }) => `- ${gate.metric} ${gate.text}`),
    ...broken.slice(0, 5).map(lineOf),
    ...(broken.length > 5 ? [`and ${broken.length - 5} more`] : []),
  ]
  return `${lines.join('\n')}\n`
}

function lineOf({ target, scenario, judged, token }: Run): string {
  const rules = judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
  const again = token === null ? '' : `, again: npx brownout replay ${token}`
  return `- ${target}, ${scenario}: ${rules.join(', ')}${again}`
}

const [, , path] = process.argv
if (import.meta.main && path !== undefined) {
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report
  if (report.schema !== 'brownout/report/1')
    throw new Error(`${path} is of the format ${report.schema}, which is newer`)
  for (const { content } of badge.render(report)) process.stdout.write(content)
}
