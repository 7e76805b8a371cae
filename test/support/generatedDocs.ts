import { dialects } from '../../src/client/dialects/index.ts'
import * as faults from '../../src/faults/catalogue/index.ts'
import { catalogue as invariants, type Invariant } from '../../src/invariants/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { targetGroups } from '../../src/targets/index.ts'
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
    const rows = members.map(({ name, strength, requirement, source, exercises, instances }) => [
      `\`${name}\``,
      strength,
      instances === undefined ? requirement : `${instances} instances: ${requirement}`,
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

function dialectsPage(): string {
  const goesFirst = { sentence: 'a sentence', status: 'a sentence, the status' }
  const sections = dialects.map(({ provider, words, sentences, requestIdHeaders }) => {
    const wordRows = words.map(({ word, errorClass, yieldsTo, source }) => [
      `\`${word}\``,
      `\`${errorClass}\``,
      yieldsTo === undefined ? '' : goesFirst[yieldsTo],
      source,
    ])
    const sentenceRows = sentences.map(({ sentence, errorClass, source }) => [
      `\`${sentence.source}\``,
      `\`${errorClass}\``,
      source,
    ])
    const ids = requestIdHeaders.map((name) => `\`${name}\``).join(', ')
    return [
      `## ${provider}`,
      table(['word', 'class', 'goes first', 'source'], wordRows),
      table(['sentence', 'class', 'source'], sentenceRows),
      ...(ids === '' ? [] : [`Its id of a request stands in ${ids}.`]),
    ].join('\n\n')
  })
  return `# Dialects\n\n${note}${dialectsLead}\n\n${sections.join('\n\n')}\n`
}

const dialectsLead = `How each provider says what went wrong, and the class that the client reads it as.

Every dialect is tried on every body, whoever sent it: a gateway hands on the words of any provider behind it. The class
comes from a word that means one thing; else from a sentence; else from a word that names a family; else from the HTTP
status (with 200: from the status inside the body); else from a word that says next to nothing. Words stand in
\`error.code\`, \`error.type\`, \`error.error_type\`, \`error.metadata\` and \`error.availability.code\`, at any of the places
where errors are put, also in JSON inside a string; the innermost error speaks first. A source with a \`#\` and a number
is a thread on GitHub in which the body was pasted; \`fixtures/dialects.json\` holds the bodies.`

function targetsPage(): string {
  const rows = targetGroups['ready']!.map(({ name, doc, about }) => [
    `\`${name}\``,
    about!.package,
    about!.language,
    doc,
    `${about!.timeoutMs} ms: ${about!.timeoutOption}`,
    about!.configuration,
  ])
  const head = ['target', 'package', 'language', 'what it is', 'time limit that it runs with', 'set up']
  return `# Targets\n\n${note}${targetsLead}\n\n${table(head, rows)}\n`
}

const targetsLead = `Somebody else's clients, unmodified, each as its own documents set it up. \`brownout test --target ready --world
loopback\` plays them all, \`brownout help openai\` tells of one, with the version that is installed. Each is one file in
\`src/targets/ready\`, and loads its package when it is played; without it, it says which is missing.

What they are held to: what a call's caller is owed, whoever the client is, and nothing of a policy that nobody told them. A client
is expected to answer only as far as it promises to go for an answer (one attempt, retries, other models); one that hands bodies
on to its caller is judged by what statuses and headers say; and a rule of which it promises nothing stays unknown, with the
reason. Their time limits are short, as a rehearsal's are: a case then takes seconds.

Left out: \`@anthropic-ai/sdk\`, which speaks \`/v1/messages\` and not the chat completions that the upstream answers; to judge it by
answers that it cannot read would say nothing about it. Streams are asked of those alone that have a reader of their own for them.

The packages are development dependencies of brownout, 94 packages and some 80 MB beside what was there: nothing of them goes
into the published package (\`npm run check:pack\`), and whoever installs brownout has those that the project has itself.`

/** The pages under docs/ that are made from code. */
export function generatedDocs(): { file: string; content: string }[] {
  return [
    { file: 'faults.md', content: faultsPage() },
    { file: 'scenarios.md', content: scenariosPage() },
    { file: 'invariants.md', content: invariantsPage() },
    { file: 'dialects.md', content: dialectsPage() },
    { file: 'targets.md', content: targetsPage() },
  ]
}
