import * as faults from '../../src/faults/catalogue/index.ts'
import { catalogue as invariants, type Invariant } from '../../src/invariants/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import * as mutants from '../../src/targets/mutants/index.ts'

const note = '<!-- Written by `npm run docs` from the code; change the code, then run it. -->\n\n'
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

function faultsPage(): string {
  const rows = Object.values(faults).map(({ type, on, doc, source }) => [`\`${type}\``, on, doc, source])
  return `# Faults\n\n${note}What an upstream can do to an exchange or to a connection.\n\n${table(['fault', 'bends', 'what it does', 'source'], rows)}\n`
}

function scenariosPage(): string {
  const families = Map.groupBy(scenarios, ({ family }) => family)
  const sections = [...families].map(([family, members]) => {
    const rows = members.map(({ name, strength, requirement, source, exercises }) => [
      `\`${name}\``,
      strength,
      requirement,
      source,
      exercises.map((invariant) => `\`${invariant}\``).join(', '),
    ])
    return `## ${family}\n\n${table(['scenario', 'strength', 'what a correct client does', 'source', 'exercises'], rows)}`
  })
  return `# Scenarios\n\n${note}Bad days, each with what a correct client does on it: ${scenarios.length} in all.\n\n${sections.join('\n\n')}\n`
}

function invariantsPage(): string {
  const convictedBy = Map.groupBy(Object.values(mutants), ({ convictedBy: name }) => name)
  const rows = Object.values<Invariant>(invariants)
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, name, strength, vantage, requirement, source }) => [
      String(number),
      `\`${name}\``,
      strength,
      vantage,
      requirement,
      source,
      (convictedBy.get(name) ?? []).map((mutant) => `\`${mutant.name}\``).join(', '),
    ])
  const head = ['#', 'invariant', 'strength', 'seen from', 'requirement', 'source', 'mutants it convicts']
  return `# Invariants\n\n${note}What a correct client never does.\n\n${table(head, rows)}\n`
}

/** The pages under docs/ that are made from code. */
export function generatedDocs(): { file: string; content: string }[] {
  return [
    { file: 'faults.md', content: faultsPage() },
    { file: 'scenarios.md', content: scenariosPage() },
    { file: 'invariants.md', content: invariantsPage() },
  ]
}
