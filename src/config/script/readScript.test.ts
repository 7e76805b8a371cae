import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { badScripts } from '../../../test/support/badScripts.ts'
import { badTexts } from '../../../test/support/badTexts.ts'
import { emptyFolder } from '../../../test/support/commandLine.ts'
import { Problem } from '../../harness/problem.ts'
import { scenarios } from '../../scenarios/index.ts'
import { readScript, readScriptFile } from './readScript.ts'

function problemOf(read: () => unknown): Problem {
  try {
    read()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  return expect.fail('it was read')
}

describe('a script that makes no sense', () => {
  test.each(Object.entries({ ...badScripts, ...badTexts }))('%s', (_story, { text, what, where, mend }) => {
    const { kind, text: said } = problemOf(() => readScript(text, 'script.json'))
    expect(kind).toBe('usage')
    expect(said).toEqual({ what: expect.stringContaining(what), where, mend: expect.stringContaining(mend) })
  })
})

describe('a script that makes sense', () => {
  test('is read as it stands, without the place of its schema', () => {
    const text =
      '\n{ "$schema": "./script.schema.json", "models": { "a": [{ "when": { "first": 2 }, "fault": { "type": "noHeaders" } }] } }'
    expect(readScript(text, 'script.json')).toEqual({
      models: { a: [{ when: { first: 2 }, fault: { type: 'noHeaders' } }] },
    })
  })

  test('names as providers write them', () => {
    const names = [
      'gpt-4.1',
      'meta-llama/Llama-3.1-8B-Instruct',
      '@cf/qwen/qwen1.5-7b',
      'deepseek/deepseek-r1:free',
      'a~b+c',
    ]
    const models = Object.fromEntries(names.map((name) => [name, []]))
    expect(readScript(JSON.stringify({ models }), 'script.json')).toEqual({ models })
  })

  test.each(scenarios.map(({ name, upstream }) => [name, upstream] as const))('that of %s', (_name, upstream) => {
    expect(readScript(JSON.stringify(upstream), 'script.json')).toEqual(upstream)
  })
})

describe('a file', () => {
  test('with a byte order mark is read', () => {
    const folder = emptyFolder({ 'script.json': '\uFEFF{ "models": { "a": [] } }' })
    expect(readScriptFile(folder, 'script.json')).toEqual({ models: { a: [] } })
  })

  test.each<[string, (folder: string) => void, string]>([
    ['that is not there', () => {}, 'There is no file "script.json".'],
    ['that is a folder', (folder) => mkdirSync(join(folder, 'script.json')), '"script.json" is no file.'],
    [
      'of other bytes than text',
      (folder) => writeFileSync(join(folder, 'script.json'), Buffer.from([0x7b, 0xff, 0x7d])),
      'The script is not text in UTF-8.',
    ],
    [
      'of 20 MiB',
      (folder) => {
        writeFileSync(join(folder, 'script.json'), '{}')
        truncateSync(join(folder, 'script.json'), 20 * 1024 * 1024)
      },
      'The script has 20,971,520 bytes; 16,777,216 is the most.',
    ],
  ])('%s', (_what, make, said) => {
    const folder = emptyFolder()
    make(folder)
    const { kind, text } = problemOf(() => readScriptFile(folder, 'script.json'))
    expect({ kind, what: text.what }).toEqual({ kind: 'usage', what: said })
  })

  test('a device is no file', () => {
    expect(problemOf(() => readScriptFile('/', 'dev/zero')).text.what).toBe('"dev/zero" is no file.')
  })
})
