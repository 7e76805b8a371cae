import { expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'

test('claims are told with their verdicts, and where they stand', async () => {
  const { code, out } = await type(['claims'], emptyFolder())
  expect(code).toBe(0)
  expect(out).toContain('contradicted  latency below 50 ms (≤50ms) (lines 5, 35 and 44)\n')
  expect(out).toContain('output price, DeepSeek V3.2 and GPT-4.1: 76.19 times, contradicted\n')
  expect(out).toContain('Latency is judged by live runs alone')
})

test('all that was found is there for programs', async () => {
  const { out } = await type(['claims', '--json'], emptyFolder())
  const { schema, claims } = JSON.parse(out) as { schema: string; claims: { id: string; findings: unknown[] }[] }
  expect([schema, claims.length]).toEqual(['brownout/judged-claims/1', 16])
  expect(claims.find(({ id }) => id === 'saved-85')!.findings).toHaveLength(18)
})

test('a folder without a run is no evidence', async () => {
  const { code, err } = await type(['claims', 'nowhere'], emptyFolder())
  expect([code, err.split('\n').length]).toEqual([2, 4])
})
