import { describe, expect, test } from 'vitest'
import { problemOf } from '../../../test/support/problemOf.ts'
import { virtual } from '../../harness/worlds/virtual.ts'
import { scenarios } from '../../scenarios/index.ts'
import { client } from '../../targets/index.ts'
import { judge } from '../judge.ts'
import { eventTypes } from './eventSchemas.ts'
import { readHistories } from './readHistories.ts'

/** Those with thousands of events have the same events as the others. */
const playable = scenarios.filter(
  (scenario) => virtual.refuses(scenario) === undefined && scenario.family !== 'fleet' && scenario.family !== 'outage',
)
const start = '{"seq":0,"at":0,"type":"call-started","call":0,"stream":false,"deadlineMs":null}'
const end = '{"seq":1,"at":5,"type":"call-ended","call":0,"outcome":{"ok":true,"text":"Hello","model":null}}'
const run = '{"type":"run","target":"client","world":"virtual","scenario":"storm","seed":7,"hash":"00"}'

describe('readHistories', () => {
  test('reads every event that this harness writes, byte for byte', async () => {
    const seen = new Set<string>()
    for (const scenario of playable) {
      const { history } = await virtual.play({ target: client, scenario, seed: 3 })
      const lines = history.lines()
      const [read] = readHistories(lines.join('\n'))
      expect(read!.events.map((event) => JSON.stringify(event))).toEqual(lines)
      for (const { type } of history.events) seen.add(type)
    }
    const rest = eventTypes.filter((type) => !seen.has(type))
    // What an application's own listener hears, a background probe, a limit that learns, and a program.
    expect(rest).toEqual(['operation-started', 'health-changed', 'limit-changed', 'program-noted'])
  })

  test('takes the runs of a file apart', () => {
    const runs = readHistories([run, start, end, run.replace('storm', 'calm'), start, ''].join('\n'))
    expect(runs.map(({ scenario, events }) => [scenario, events.length])).toEqual([
      ['storm', 2],
      ['calm', 1],
    ])
  })

  test('leaves a last line out that was cut', () => {
    expect(readHistories(`${start}\n${end.slice(0, 30)}`)[0]!.events).toHaveLength(1)
  })

  test.each([
    ['{"seq":0,', 'The line is not JSON', 'the history, line 2'],
    ['17', 'expected an object', 'the history, line 2'],
    ['{"seq":1,"at":0,"type":"call-strated"}', '"call-strated"', 'the history, line 2'],
    ['{"seq":1,"at":-1,"type":"call-left","call":0}', 'at is -1', 'the history, line 2'],
    ['{"seq":1,"at":1,"type":"call-left"}', 'call', 'the history, line 2'],
    ['{"seq":1,"at":1,"type":"call-left","call":0,"cal":1}', 'cal', 'the history, line 2'],
    ['{"seq":1,"at":1,"type":"call-ended","call":0,"outcome":{"ok":1}}', 'outcome', 'the history, line 2'],
    ['{"type":"run","target":"mine"}', 'world', 'the history, line 2'],
    ['{"seq":0,"at":1,"type":"call-left","call":0}', 'comes after the one with seq 0', 'the history'],
  ])('says what is wrong with %s, and where', (line, what, where) => {
    const { text } = problemOf(() => readHistories([start, line, end].join('\n')))
    expect(text.what).toContain(what)
    expect(text.where).toBe(where)
    expect(text.mend).not.toBe('')
  })
})

describe('judge says what is wrong', () => {
  test.each([
    ['an empty text', '', 'holds no event'],
    ['a file of several runs', [run, start, run, start].join('\n'), 'holds 2 runs'],
    ['a path', { path: 'history.ndjson' }, 'found object'],
    ['a list of something else', [1], 'an object'],
  ])('with %s', (_name, history, what) => {
    expect(problemOf(() => judge(history as never)).text.what).toContain(what)
  })
})
