import type { Finding } from '../../bench/claims/claim.ts'
import type { JudgedClaim } from '../../bench/claims/judgeClaims.ts'
import { messages } from '../../messages/index.ts'

const words = messages.cli.claims

/** More findings are summed up by metric; `--json` has them all. */
const mostShown = 6

const indent = ' '.repeat(14)

/** Claims with their verdicts, and below each what was found. */
export function claimLines(
  source: string,
  claims: readonly JudgedClaim[],
  run: { readonly folder: string; readonly calls: number } | null,
): string[] {
  const isOpen = (metrics: readonly string[]) =>
    claims.some(({ findings }) =>
      findings.some(({ metric, judgement }) => metrics.includes(metric) && judgement === 'not-measured'),
    )
  return [
    words.intro(source),
    '',
    ...claims.flatMap(({ said, lines, verdict, findings }) => [
      `${words.verdicts[verdict].padEnd(indent.length)}${said} (${words.lines(lines)})`,
      ...linesOf(findings).map((line) => `${indent}${line}`),
    ]),
    '',
    ...(run === null ? [] : [words.measured(run.folder, run.calls)]),
    ...(run === null && isOpen(['total']) ? [words.notMeasured] : []),
    ...(isOpen(['price.input']) ? [words.noPrices] : []),
  ]
}

function linesOf(findings: readonly Finding[]): string[] {
  const known = findings.filter(({ judgement }) => judgement !== 'not-measured')
  if (known.length <= mostShown) return known.map(lineOf)
  return [...Map.groupBy(known, ({ metric }) => metric)].flatMap(([metric, ofMetric]) => {
    const [holding, others] = [ofMetric.filter(holds), ofMetric.filter((finding) => !holds(finding))]
    return [words.summed(words.metrics[metric], holding.length, ofMetric.length), ...others.map(lineOf)]
  })
}

const holds = ({ judgement }: Finding) => judgement === 'holds'

function lineOf({ metric, about, found, judgement }: Finding): string {
  return words.finding(words.metrics[metric], about, found, words.verdicts[judgement])
}
