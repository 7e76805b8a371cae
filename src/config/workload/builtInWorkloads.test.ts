import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { readFixture } from '../../protocol/fixtures.ts'
import { builtInWorkload, workloadNames } from './builtInWorkloads.ts'
import { workloadSchema, type WorkloadFile } from './workloadSchema.ts'

const fileOf = (name: string) => readFixture(`workloads/${name}.json`) as WorkloadFile
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '').length
const sizes = workloadNames.map((name) => {
  const { prompts, maxTokens } = builtInWorkload(name)
  const texts = prompts.map((turns) =>
    turns.map(({ content }) => (typeof content === 'string' ? content : '')).join('\n'),
  )
  const largest = (sizeOf: (text: string) => number) => Math.max(...texts.map(sizeOf))
  const smallest = (sizeOf: (text: string) => number) => Math.min(...texts.map(sizeOf))
  const bytes = (text: string) => Buffer.byteLength(text)
  return {
    name,
    prompts: prompts.length,
    texts,
    bytes: [smallest(bytes), largest(bytes)],
    words: [smallest(wordsOf), largest(wordsOf)],
    maxTokens,
  }
})

describe.each(sizes)('the workload $name', ({ name, texts, maxTokens }) => {
  test('is what its schema says, each prompt with a name of its own', () => {
    expect(v.safeParse(workloadSchema, fileOf(name)).issues).toBeUndefined()
    const ids = fileOf(name).prompts.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('ends with a question of the user, and limits every answer', () => {
    for (const turns of builtInWorkload(name).prompts) expect(turns.at(-1)!.role).toBe('user')
    expect(maxTokens).toBeLessThanOrEqual(512)
    expect(builtInWorkload(name)).not.toHaveProperty('maxTokensEach')
  })
})

describe('Vietnamese and English', () => {
  const [en, vi] = [fileOf('en'), fileOf('vi')]

  test('are the same prompts, in the same order, with the same limit', () => {
    expect(vi.prompts.map(({ id }) => id)).toEqual(en.prompts.map(({ id }) => id))
    expect(vi.maxTokens).toBe(en.maxTokens)
  })

  test('Vietnamese is written with its signs, each as one character (NFC)', () => {
    for (const { id, messages } of vi.prompts) {
      const text = messages.map(({ content }) => content).join(' ')
      expect(text, id).toMatch(/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/i)
      expect(text.normalize('NFC'), id).toBe(text)
    }
  })
})

test('a long text stands in the file once, and before each question about it', () => {
  const { texts } = sizes.find(({ name }) => name === 'long')!
  for (const text of texts) expect(text).toContain('HANDBOOK FOR THE ON-CALL ENGINEER')
  expect(JSON.stringify(fileOf('long')).match(/HANDBOOK/g)).toHaveLength(1)
})

test('docs/bench.md states the sizes as they are', () => {
  const page = readFileSync(new URL('../../../docs/bench.md', import.meta.url), 'utf8')
  for (const { name, prompts, bytes, words, maxTokens } of sizes) {
    const range = ([from, to]: readonly number[]) => `${from!.toLocaleString('en')} to ${to!.toLocaleString('en')}`
    expect(page).toContain(`| \`${name}\` | ${prompts} | ${range(words)} | ${range(bytes)} | ${maxTokens} |`)
  }
})
