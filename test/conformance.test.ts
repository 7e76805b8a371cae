import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { betterElsewhere } from '../src/harness/conformance/betterElsewhere.ts'
import { conformanceNames } from '../src/harness/conformance/cases.ts'
import { isRed, type ConformanceTable } from '../src/harness/conformance/table.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { clientsOfTable, tableClient } from '../tools/conformance/clients.ts'
import { filesOf, tableIn } from '../tools/conformance/files.ts'

const docs = join(import.meta.dirname, '../docs')
const table: ConformanceTable = tableIn(docs)!
const rows = Object.entries(table.cells)

/** What a program of this machine is called by its version here may be another where the table was made. */
const comparable = (client: ReturnType<typeof tableClient>) =>
  client.language === 'TypeScript' && client.package !== 'node' ? client : { ...client, version: null }

describe('the published table is in step', () => {
  test.each(filesOf(table))(
    'docs/$file is drawn from docs/conformance.json by the code of today',
    ({ file, content }) => {
      expect(readFileSync(join(docs, file), 'utf8') === content, 'run npm run conformance').toBe(true)
    },
  )

  test('its clients are those of today, in the versions that are installed, as they are set up', () => {
    expect(table.clients.map(comparable)).toEqual(clientsOfTable.map(tableClient).map(comparable))
  })

  test('its cases are those of today, with their words', () => {
    expect(table.cases).toEqual(
      conformanceNames.map((wanted) => {
        const { name, family, strength, requirement, source } = scenarios.find(({ name: one }) => one === wanted)!
        return { name, family, strength, requirement, source }
      }),
    )
  })

  test('it has a cell for every client and case', () => {
    expect(rows.map(([client]) => client)).toEqual(table.clients.map(({ name }) => name))
    for (const [client, row] of rows) expect(Object.keys(row), client).toEqual(conformanceNames)
  })
})

describe('what is published', () => {
  test('is at least fourteen clients in three languages on sixty cases', () => {
    expect(table.clients.length).toBeGreaterThanOrEqual(14)
    expect(new Set(table.clients.map(({ language }) => language)).size).toBeGreaterThanOrEqual(3)
    expect(table.cases.length).toBeGreaterThanOrEqual(60)
  })

  test('accuses nobody without proof: every red cell has its finding, and each of those its wire', () => {
    const findings = new Map(table.findings.map((finding) => [finding.id, finding]))
    for (const [client, row] of rows) {
      for (const [name, { verdict, flaky, finding }] of Object.entries(row)) {
        if (!isRed(verdict) || flaky !== undefined) continue
        expect(findings.get(finding ?? '')?.cases, `${client}, ${name}`).toContain(name)
      }
    }
    for (const { id, excerpt, breach, requirement, source } of findings.values()) {
      expect(excerpt.length, id).toBeGreaterThan(0)
      expect(
        [breach, requirement, source].every((text) => text !== ''),
        id,
      ).toBe(true)
    }
  })

  test('says why of every cell that is unknown', () => {
    for (const [client, row] of rows) {
      for (const [name, { verdict, reason }] of Object.entries(row)) {
        if (verdict === 'unknown') expect(reason, `${client}, ${name}`).toMatch(/\w{3}/)
      }
    }
  })

  test('holds nothing against ours, and nothing of ours is flaky; where another does better it says so', () => {
    const ours = table.cells['client']!
    const broken = Object.entries(ours).filter(([, { verdict, flaky }]) => isRed(verdict) || flaky !== undefined)
    expect(broken.map(([name]) => name)).toEqual([])
    const page = readFileSync(join(docs, 'conformance.md'), 'utf8')
    for (const { case: name } of betterElsewhere(table)) expect(page).toContain(`| \`${name}\` |`)
  })
})
