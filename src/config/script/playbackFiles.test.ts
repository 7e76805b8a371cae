import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder } from '../../../test/support/commandLine.ts'
import { recorded } from '../../../test/support/recorded.ts'
import type { Script } from '../../faults/index.ts'
import { Problem } from '../../harness/problem.ts'
import { recordingFormat } from '../../protocol/recording/recording.ts'
import { readScript, readScriptFile } from './readScript.ts'

const head = { schema: recordingFormat, upstream: 'x', recordedAt: 'x', madeBy: 'x', text: 'kept' }
const recording = [head, recorded()].map((line) => `${JSON.stringify(line)}\n`).join('')
const scriptOf = (options: object) =>
  JSON.stringify({ models: { m: [{ when: { always: true }, fault: { type: 'playback', ...options } }] } }, null, 1)

/** Reads a script that names `file`, in a folder where the recording lies at `at`. */
function read(options: object, at = 'recordings/day.ndjson', text = recording): Script {
  const folder = emptyFolder({ 'script.json': scriptOf(options) })
  mkdirSync(dirname(join(folder, at)), { recursive: true })
  writeFileSync(join(folder, at), text)
  return readScriptFile(folder, 'script.json')
}

function problemOf(work: () => unknown): Problem['text'] {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.text
    throw error
  }
  return expect.fail('it was read')
}

test('a recording that a script names is read into its place', () => {
  const fault = { type: 'playback', atEnd: 'fail', exchanges: [recorded()] }
  const wanted = { models: { m: [{ when: { always: true }, fault }] } }
  expect(read({ file: 'recordings/day.ndjson', atEnd: 'fail' })).toEqual(wanted)
  expect(read({ exchanges: [recorded()], atEnd: 'fail' })).toEqual(wanted)
})

describe('what is refused', () => {
  test.each([
    '',
    '/etc/passwd',
    '../day.ndjson',
    'recordings/../../day.ndjson',
    'recordings/..',
    'C:\\day.ndjson',
    'c:day.ndjson',
    '..\\day.ndjson',
    '\\\\server\\share',
    'day.ndjson\0.txt',
  ])('the path %j', (file) => {
    expect(problemOf(() => read({ file }))).toMatchObject({
      what: expect.stringMatching(/^models\.m\[0\]\.fault\.file is .*: a script names a recording by its path below/),
      where: 'script.json:10',
    })
  })

  test('a link that leads out of the folder', () => {
    const folder = emptyFolder({ 'script.json': scriptOf({ file: 'day.ndjson' }) })
    symlinkSync(join(emptyFolder({ 'day.ndjson': recording }), 'day.ndjson'), join(folder, 'day.ndjson'))
    expect(problemOf(() => readScriptFile(folder, 'script.json')).what).toContain("leads out of the script's folder")
  })

  test('both, or neither', () => {
    for (const options of [{}, { file: 'day.ndjson', exchanges: [] }]) {
      expect(problemOf(() => read(options)).what).toBe(
        'models.m[0].fault plays a recording: it needs either file or exchanges.',
      )
    }
  })

  test('a file, where the script lies in none itself', () => {
    expect(problemOf(() => readScript(scriptOf({ file: 'day.ndjson' }), 'the request'))).toMatchObject({
      what: 'models.m[0].fault.file names a file, but this script lies in no folder.',
      where: 'the request:10',
    })
  })

  test('a recording that makes no sense: its own line is named', () => {
    expect(problemOf(() => read({ file: 'nowhere.ndjson' })).where).toBe('nowhere.ndjson')
    expect(problemOf(() => read({ file: 'day.ndjson' }, 'day.ndjson', `${recording}{"exchange":1}\n`)).where).toBe(
      'day.ndjson:3',
    )
    expect(problemOf(() => read({ exchanges: [{ exchange: 1 }] })).what).toContain('models.m[0].fault.exchanges[0]')
  })
})
