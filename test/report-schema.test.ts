import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator, type Schema } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from './support/commandLine.ts'
import { reportJsonSchema } from './support/reportJsonSchema.ts'
import { samplePlan } from './support/samplePlan.ts'
import { sampleReport } from './support/sampleReport.ts'

const published = readFileSync(join(import.meta.dirname, '../schemas/report.schema.json'), 'utf8')
const validator = new Validator(JSON.parse(published) as Schema, '7')
/** As it is published readers may meet new fields; here a field that it does not know is one that somebody forgot. */
const closed = new Validator(closedOf(JSON.parse(published)) as Schema, '7', false)

function closedOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closedOf)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closedOf(value)]))
  return 'properties' in schema && !('additionalProperties' in schema) && 'type' in schema
    ? { ...inner, additionalProperties: false }
    : inner
}

test('schemas/report.schema.json is what `npm run docs` makes of the types', () => {
  expect(reportJsonSchema()).toBe(published)
}, 60_000)

describe('whatever a command leaves as report.json is in the schema, field by field', () => {
  test.each([
    ['test', 'auth-401', '--target', 'client,tutorial'],
    ['test', 'auth-401', 'tls-expired', '--world', 'msw'],
    ['explore', '--target', 'tutorial', '--runs', '200', '--workers', '1'],
    ['bench', '--world', 'virtual', '--requests', '60'],
    ['bench', '--world', 'virtual', '--requests', '60', '--scenario', 'auth-401', '--models', 'deepseek-chat'],
    [
      'judge',
      'auth-401',
      '--exec',
      `${process.execPath} ${join(import.meta.dirname, '../examples/judge-anything/app.mjs')}`,
    ],
  ])('brownout %s %s %s %s', async (...asked) => {
    const folder = emptyFolder()
    const { code, err } = await type([...asked, '--reporter', 'json'], folder)
    expect(code, err).toBeLessThanOrEqual(1)
    const report: unknown = JSON.parse(readFileSync(join(folder, 'reports/latest/report.json'), 'utf8'))
    expect(closed.validate(report).errors).toEqual([])
  })

  test('and so is a plan', () => {
    expect(closed.validate(JSON.parse(JSON.stringify({ ...sampleReport, plan: samplePlan }))).errors).toEqual([])
  })

  test('and so is one of everything that can happen to a run', () => {
    expect(closed.validate(JSON.parse(JSON.stringify(sampleReport))).errors).toEqual([])
  })
})

describe('what is no report is refused', () => {
  test.each<[story: string, change: object]>([
    ['another format', { schema: 'brownout/report/2' }],
    ['a verdict of its own', { verdict: 'passed' }],
    ['no runs', { runs: undefined }],
    ['a run that is no object', { runs: [null] }],
    ['a world that there is not', { runs: [{ ...sampleReport.runs[0], world: 'mars' }] }],
    [
      'an event that there is not',
      { runs: [{ ...sampleReport.runs[0], excerpt: [{ seq: 1, at: 1, type: 'made-up' }] }] },
    ],
  ])('%s', (_story, change) => {
    const report: unknown = JSON.parse(JSON.stringify({ ...sampleReport, ...change }))
    expect(validator.validate(report).valid).toBe(false)
  })

  test('but a field more is not', () => {
    expect(validator.validate({ ...JSON.parse(JSON.stringify(sampleReport)), more: 1 }).valid).toBe(true)
  })
})
