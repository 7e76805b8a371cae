import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { pace } from '../src/faults/catalogue/index.ts'
import { paceOf, readRecording } from '../src/index.ts'
import { secretPatterns } from '../src/protocol/secrets/secretPatterns.ts'

const folder = join(import.meta.dirname, '../fixtures/recordings')
const files = readdirSync(folder)

describe.each(files)('the recording %s that comes along', (file) => {
  test('is whole, says where it comes from, and holds nothing that looks like a secret', async () => {
    const { head, exchanges, torn } = await readRecording(join(folder, file))
    expect(torn).toBe(false)
    expect(head.note).toContain('No provider was asked')
    const text = JSON.stringify(exchanges)
    expect(secretPatterns.flatMap((pattern) => text.match(pattern) ?? [])).toEqual([])
  })

  test('gives the pace of its streams, as the fault of that name takes it', async () => {
    const measured = paceOf(await readRecording(join(folder, file)))!
    const schema = v.strictObject({ type: v.literal('pace'), ...pace.options!(v) })
    expect(v.safeParse(schema, pace(measured)).issues).toBeUndefined()
    for (const ms of measured.ttftMs.empirical) expect(ms).toBeGreaterThanOrEqual(50)
  })
})
