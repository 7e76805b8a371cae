import { expect, test } from 'vitest'
import { sampleReport, withHostileText, hostileTexts } from '../../test/support/sampleReport.ts'
import { json } from './json.ts'

test('the file holds the report, whatever its strings hold', () => {
  const report = withHostileText(sampleReport, hostileTexts.join(''))
  const [artifact, ...others] = json.render(report)
  expect(others).toEqual([])
  expect(artifact!.file).toBe('report.json')
  expect(JSON.parse(artifact!.content)).toEqual(report)
})

test('the same report gives the same bytes: two spaces, one line break at the end', () => {
  const [first, again] = [json.render(sampleReport)[0]!.content, json.render(structuredClone(sampleReport))[0]!.content]
  expect(again).toBe(first)
  expect(first).toMatch(/^\{\n {2}"schema": "brownout\/report\/1",\n {2}"tool": \{\n {4}"name"/)
  expect(first.endsWith('}\n')).toBe(true)
})
