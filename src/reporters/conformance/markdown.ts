import { betterElsewhere } from '../../harness/conformance/betterElsewhere.ts'
import type { ConformanceTable, Finding, TableClient } from '../../harness/conformance/table.ts'
import { messages } from '../../messages/index.ts'
import { codeBlock, codeSpan, table as tableOf, text } from './markdownText.ts'
import {
  commandFor,
  countsOf,
  familiesOf,
  feltCases,
  feltWords,
  flakiesOf,
  noTimeout,
  rowOf,
  setUpOf,
  shownAs,
  shownOrder,
  titleOf,
  unknownsOf,
} from './view.ts'

const words = messages.conformance
const { list, duration } = messages.format

/** The table as a page of Markdown, for whoever reads it in the repository. */
export function conformanceMarkdown(table: ConformanceTable): string {
  const section = (title: string, ...blocks: string[]) => [`## ${title}`, ...blocks]
  return `${[
    `# ${words.title(table.clients.length, table.cases.length)}`,
    `<!-- ${words.written} -->`,
    words.lead,
    text(words.asOf(table.date, table.brownout, table.node)),
    ...section(words.clients.title, clients(table)),
    ...section(words.matrix.title, legend(), ...matrix(table)),
    ...section(words.better.title, better(table)),
    ...section(words.findings.title, ...findings(table)),
    ...section(words.felt.title, ...felt(table)),
    ...section(words.unknowns.title, unknowns(table)),
    ...section(words.flakies.title, flakies(table)),
    ...section(words.method.title, ...words.method.texts),
  ].join('\n\n')}\n`
}

function clients(table: ConformanceTable): string {
  const { columns, ours } = words.clients
  const head = [columns.client, columns.version, columns.language, columns.timeout, columns.told]
  const rows = table.clients.map((client) => {
    const { name, isOurs, language, timeoutMs } = client
    return [
      `${codeSpan(name)}${isOurs ? ` (${ours})` : ''}`,
      text(titleOf(client)),
      text(language),
      timeoutMs === null ? noTimeout(client) : duration(timeoutMs),
      text(setUpOf(client)),
    ]
  })
  const counts = table.clients.map((client) => {
    const got = countsOf(Object.values(rowOf(table, client)))
    return [codeSpan(client.name), ...shownOrder.map((shown) => String(got[shown]))]
  })
  const verdicts = shownOrder.map((shown) => words.word[shown])
  return `${tableOf(head, rows)}\n\n${tableOf([columns.client, ...verdicts], counts)}`
}

function legend(): string {
  return shownOrder
    .map((shown) => `- \`${words.sign[shown]}\` **${words.word[shown]}**: ${words.meaning[shown]}`)
    .join('\n')
}

function matrix(table: ConformanceTable): string[] {
  const names = table.clients.map(({ name }) => codeSpan(name))
  return familiesOf(table).flatMap(({ family, cases }) => {
    const rows = cases.map(({ name, strength }) => [
      `${codeSpan(name)}${strength === 'should' ? ` (${words.matrix.strength.should})` : ''}`,
      ...table.clients.map((client) => {
        const cell = rowOf(table, client)[name]
        return cell === undefined ? '' : words.sign[shownAs(cell)]
      }),
    ])
    return [`### ${text(family)}`, tableOf([words.matrix.case, ...names], rows)]
  })
}

function better(table: ConformanceTable): string {
  const { none, columns } = words.better
  const rows = betterElsewhere(table).map(({ case: name, ours, better: others }) => [
    codeSpan(name),
    words.word[ours.verdict],
    text(ours.reason ?? ''),
    list(others.map(({ client, verdict }) => `${codeSpan(client)} (${words.word[verdict]})`)),
  ])
  return rows.length === 0 ? none : tableOf([columns.case, columns.ours, columns.why, columns.better], rows)
}

function findings(table: ConformanceTable): string[] {
  if (table.findings.length === 0) return [words.findings.none]
  return [
    words.findings.lead,
    ...table.clients.flatMap((client) => {
      const own = table.findings.filter((finding) => finding.client === client.name)
      if (own.length === 0) return []
      return [`### ${text(client.name)}, ${text(titleOf(client))}`, ...own.flatMap((one) => finding(client, one))]
    }),
  ]
}

function finding(
  client: TableClient,
  { verdict, rule, family, cases, breach, requirement, source, excerpt, note }: Finding,
) {
  const says = words.findings
  const first = cases[0]!
  const parts = [
    `**${codeSpan(rule)}, ${text(family)} (${words.word[verdict]}).** ${text(breach)}.`,
    ...(note === null ? [] : [text(note)]),
    `${says.rule} ${text(requirement)} (${text(source)})`,
    `${says.inCases(cases)} ${list(cases.map(codeSpan))}. ${says.again} ${codeSpan(commandFor(client, first))}`,
  ]
  return [parts.join(' '), ...(excerpt.length === 0 ? [] : [codeBlock(excerpt)])]
}

function felt(table: ConformanceTable): string[] {
  const cases = feltCases(table)
  if (cases.length === 0) return [words.felt.none]
  const rows = cases.map(({ name }) => [
    codeSpan(name),
    ...table.clients.map((client) => {
      const cell = rowOf(table, client)[name]
      return (cell === undefined ? null : feltWords(cell)) ?? ''
    }),
  ])
  return [words.felt.measured, tableOf([words.matrix.case, ...table.clients.map(({ name }) => codeSpan(name))], rows)]
}

function unknowns(table: ConformanceTable): string {
  const { none, columns } = words.unknowns
  const rows = unknownsOf(table).map(({ client, reason, cases }) => [
    codeSpan(client),
    text(reason),
    list(cases.map(codeSpan)),
  ])
  return rows.length === 0 ? none : tableOf([columns.client, columns.reason, columns.cases], rows)
}

function flakies(table: ConformanceTable): string {
  const { none, columns } = words.flakies
  const rows = flakiesOf(table).map(({ client, case: name, plays }) => [codeSpan(client), codeSpan(name), plays])
  return rows.length === 0 ? none : tableOf([columns.client, columns.case, columns.plays], rows)
}
