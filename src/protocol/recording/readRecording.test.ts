import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { recorded } from '../../../test/support/recorded.ts'
import { checkRecording } from './checkRecording.ts'
import { readRecording } from './readRecording.ts'
import { recordingFormat, type RecordingHead } from './recording.ts'
import { RecordingProblem } from './recordingProblem.ts'

const head: RecordingHead = {
  schema: recordingFormat,
  upstream: 'https://api.test/v1',
  recordedAt: '2026-01-01T00:00:00.000Z',
  madeBy: 'brownout 0.1.0',
  text: 'kept',
}
const good = recorded()
const linesOf = (...lines: unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

function problemOf(text: string): string {
  try {
    checkRecording(text, 'day.ndjson')
  } catch (error) {
    if (error instanceof RecordingProblem) return `${error.text.where}: ${error.text.what}`
    throw error
  }
  return 'none'
}

test('a recording is its first line and its exchanges', () => {
  expect(checkRecording(linesOf(head, good, good), 'x')).toEqual({ head, exchanges: [good, good], torn: false })
})

test('wherever the last line was cut, all before it is there', () => {
  const [whole, last] = [linesOf(head, good), linesOf(good)]
  for (let length = 1; length < last.length; length += 1)
    expect(checkRecording(whole + last.slice(0, length), 'x')).toEqual({ head, exchanges: [good], torn: true })
})

describe('what is wrong is said, with its line and its field', () => {
  const changed = (change: object) => linesOf(head, good, { ...good, ...change })
  test.each([
    ['', 'day.ndjson:1: The first line does not begin a recording: it is no object.'],
    ['PK\n', 'day.ndjson:1: The first line does not begin a recording: it is no JSON.'],
    ['{}\n', 'day.ndjson:1: The first line does not begin a recording: its schema is missing.'],
    [linesOf({ ...head, schema: 'x' }), 'day.ndjson:1: The first line does not begin a recording: its schema is "x".'],
    [
      linesOf({ ...head, schema: 'brownout/recording/2' }),
      'day.ndjson:1: The recording has the format brownout/recording/2; this brownout reads brownout/recording/1.',
    ],
    [linesOf({ ...head, text: 'no' }), 'day.ndjson:1: text is "no", expected ("kept" | "filled").'],
    [linesOf(head), 'day.ndjson: The recording holds no exchange.'],
    [`${linesOf(head)}{"a":\n`, 'day.ndjson:2: The line is not JSON: Unexpected end of JSON input'],
    [changed({ exchange: -1 }), 'day.ndjson:3: exchange is -1, expected a whole number from 0.'],
    [changed({ surely: 1 }), 'day.ndjson:3: There is no field surely.'],
    [
      changed({ request: { ...good.request, stream: 'yes' } }),
      'day.ndjson:3: request.stream is "yes", expected boolean.',
    ],
    [
      changed({ response: { ...good.response!, status: 99 } }),
      'day.ndjson:3: response.status is 99, expected a status from 200 to 599.',
    ],
    [
      changed({ response: { ...good.response!, headers: { 'x-a': 'b\r\nset-cookie: c' } } }),
      'day.ndjson:3: response.headers.x-a is "b\r\nset-cookie: c", expected a text without line breaks.',
    ],
    [
      changed({ chunks: [{ atMs: 'soon', text: '' }] }),
      'day.ndjson:3: chunks.0 is Object, expected a piece like { "atMs": 12.5, "text": "…" } or { "atMs": 12.5, "base64": "…" }, its time from 0 to a day.',
    ],
    [changed({ chunks: [{ atMs: 5, text: '' }] }), 'day.ndjson:3: chunks.0.atMs is earlier than what comes before it.'],
    [
      changed({ ended: { how: 'complete', atMs: 5 } }),
      'day.ndjson:3: ended.atMs is earlier than what comes before it.',
    ],
    [changed({ ended: { how: 'burnt', atMs: 90 } }), /ended.how is "burnt", expected \("complete" \| "reset"/],
    [changed({ response: null }), 'day.ndjson:3: chunks are there, but response is null: a body needs a head.'],
    [
      changed({ response: null, chunks: [] }),
      'day.ndjson:3: ended.how is "complete", but response is null: nothing was answered.',
    ],
    [linesOf(head, ...Array.from({ length: 10_001 }, () => good)), /has more than 10000 exchanges/],
  ])('%#', (text, problem) => {
    if (typeof problem === 'string') expect(problemOf(text)).toBe(problem)
    else expect(problemOf(text)).toMatch(problem)
  })

  test('but for names that would change what every object has: they are left out', () => {
    const line = JSON.stringify(good).replace('"headers":{', '"headers":{"__proto__":"x",')
    const [read] = checkRecording(`${linesOf(head)}${line}\n`, 'x').exchanges
    expect(read).toEqual(good)
    expect(Object.hasOwn(read!.response!.headers, '__proto__')).toBe(false)
  })
})

describe('from a file', () => {
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'brownout-recording-'))
    onTestFinished(() => rmSync(path, { recursive: true, force: true }))
    return path
  }

  test('it is read whole', async () => {
    const path = join(folder(), 'day.ndjson')
    writeFileSync(path, linesOf(head, good))
    expect((await readRecording(path)).exchanges).toEqual([good])
  })

  test.each([
    ['nothing', 'nowhere.ndjson', 'There is no such recording.'],
    ['a folder', '.', 'A recording is a file, and this is none.'],
  ])('%s is none', async (_what, name, problem) => {
    const path = join(folder(), name)
    await expect(readRecording(path)).rejects.toMatchObject({ text: { what: problem, where: path } })
  })
})
