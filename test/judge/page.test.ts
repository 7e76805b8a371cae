import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { environmentOf } from '../../src/targets/exec/environment.ts'
import { readTesteeLine } from '../../src/targets/exec/testeeProtocol.ts'
import { cellVerdicts } from '../../src/reporters/cells.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/judge.md'), 'utf8')
const [calls, outcomes, more] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) =>
  block!.trim().split('\n'),
)

describe('docs/judge.md', () => {
  test('every line that a program may write is read as it is told', () => {
    const read = [...outcomes!, ...more!].map((line) => readTesteeLine(line)?.says)
    expect(read).toEqual(['outcome', 'outcome', 'ready', 'delta'])
    expect(readTesteeLine(more![0]!)).toEqual({ says: 'ready', supports: ['stream', 'abort'] })
  })

  test('what a program is told is JSON, a line each', () => {
    expect(calls!.map((line) => Object.keys(JSON.parse(line) as object))).toEqual([
      ['id', 'messages', 'model', 'stream', 'max_tokens', 'deadline_ms'],
      ['abort'],
    ])
  })

  test('names every variable that a program is given', () => {
    const endpoints = [
      { model: 'm', baseURL: 'http://127.0.0.1:1/v1', apiKey: 'k' },
      { model: 'n', baseURL: 'http://127.0.0.1:2/v1', apiKey: 'l' },
    ]
    const options = { inherited: {}, certificateFile: '/ca.pem', named: [{ prefix: 'NAME', model: '2' }] }
    const given = Object.keys(environmentOf({ endpoints, declared: { deadlineMs: 1 } }, options))
    const rows = page.split('## What a program is given')[1]!.split('## ')[0]!
    const named = [...rows.matchAll(/`([A-Za-z_]+)`/g)].map(([, name]) => name!)
    expect(given.filter((name) => !named.includes(name))).toEqual([])
    expect(given).toHaveLength(15)
  })

  test('names every verdict', () => {
    const rows = page.split('## The verdicts')[1]!
    expect(cellVerdicts.filter((verdict) => !rows.includes(`| ${verdict} |`))).toEqual([])
  })
})
