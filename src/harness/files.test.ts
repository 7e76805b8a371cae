import {
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
  mkdirSync,
  readdirSync,
  writeSync,
  openSync,
  closeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeFolder, pointAt, withFiles, writeWhole } from './files.ts'
import { Problem } from './problem.ts'

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-files-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function problemOf(work: () => unknown): Problem | undefined {
  try {
    withFiles('write', '/there', work)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  return undefined
}

describe('what the system refuses becomes a problem of the environment', () => {
  const folder = () => emptyFolder()
  test.each<[reason: string, work: (folder: string) => unknown]>([
    ['a file stands where a folder is needed', (at) => (writeFileSync(join(at, 'a'), ''), makeFolder(join(at, 'a/b')))],
    ['a file stands where a folder is needed', (at) => (writeFileSync(join(at, 'a'), ''), makeFolder(join(at, 'a')))],
    ['there is no such folder', () => makeFolder('/proc/nothing/here')],
    ['there is no such folder', (at) => writeWhole(join(at, 'none/x'), 'y')],
    ['the disk is full', () => fill('/dev/full')],
  ])('%s', (reason, work) => {
    const problem = problemOf(() => work(folder()))
    expect(problem?.kind).toBe('environment')
    expect(problem?.text).toMatchObject({ what: `Cannot write the results: ${reason}.`, where: '/there' })
  })

  test('but what is no error of the system stays what it is', () => {
    const bug = new TypeError('ours')
    expect(() =>
      withFiles('write', '/there', () => {
        throw bug
      }),
    ).toThrow(bug)
  })
})

test('a file is replaced as a whole, and no draft stays', () => {
  const folder = emptyFolder()
  const path = join(folder, 'run.json')
  writeWhole(path, 'one')
  writeWhole(path, 'two')
  expect(readFileSync(path, 'utf8')).toBe('two')
  expect(readdirSync(folder)).toEqual(['run.json'])
})

test('a pointer moves from one folder to the next, over a link and over a file', () => {
  const folder = emptyFolder()
  const latest = join(folder, 'latest')
  writeFileSync(latest, 'old')
  for (const name of ['one', 'two']) {
    mkdirSync(join(folder, name))
    pointAt(latest, name)
    expect(readlinkSync(latest)).toBe(name)
  }
  expect(readdirSync(folder)).toEqual(['latest', 'one', 'two'])
})

test('where a folder stands in the way of the pointer, that is a problem and the folder stays', () => {
  const folder = emptyFolder()
  makeFolder(join(folder, 'latest/kept'))
  expect(problemOf(() => pointAt(join(folder, 'latest'), 'one'))?.kind).toBe('environment')
  expect(readdirSync(join(folder, 'latest'))).toEqual(['kept'])
})

function fill(path: string): void {
  const handle = openSync(path, 'w')
  try {
    writeSync(handle, 'x')
  } finally {
    closeSync(handle)
  }
}
