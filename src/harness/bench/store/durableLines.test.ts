import * as fs from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { outFolder } from '../../../../test/support/benchRuns.ts'
import { VirtualClock } from '../../../runtime/index.ts'
import { DurableLines } from './durableLines.ts'

/** A disk that may fail: the calls of the system, each of which a test can bend. */
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  return {
    ...real,
    writeSync: vi.fn(real.writeSync),
    fdatasyncSync: vi.fn(real.fdatasyncSync),
    ftruncateSync: vi.fn(real.ftruncateSync),
  }
})
const real = await vi.importActual<typeof fs>('node:fs')

const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code })
}

function open(path = join(outFolder(), 'lines')) {
  const failures: Error[] = []
  const durable: number[] = []
  const lines = new DurableLines({
    handle: fs.openSync(path, 'a'),
    bytes: 0,
    clock: new VirtualClock(),
    onDurable: (count) => durable.push(count),
    onFailure: (error) => failures.push(error),
  })
  return { lines, failures, durable, content: () => fs.readFileSync(path, 'utf8') }
}

/** The system takes so many bytes, and then says no. */
function takeOnly(bytes: number, code = 'ENOSPC') {
  const write = (handle: number, buffer: Uint8Array, offset = 0): number => {
    if (bytes === 0) return failing(code)()
    const length = Math.min(bytes, buffer.length - offset)
    bytes -= length
    return real.writeSync(handle, buffer, offset, length)
  }
  vi.mocked(fs.writeSync).mockImplementation(write as never)
}

beforeEach(() => {
  vi.mocked(fs.writeSync).mockImplementation(real.writeSync as never)
  vi.mocked(fs.fdatasyncSync).mockImplementation(real.fdatasyncSync)
  vi.mocked(fs.ftruncateSync).mockImplementation(real.ftruncateSync)
})

test('a system that takes a byte at a time is asked again until all is written', () => {
  const { lines, content } = open()
  vi.mocked(fs.writeSync).mockImplementation(((handle: number, buffer: Uint8Array, offset = 0) =>
    real.writeSync(handle, buffer, offset, 1)) as never)
  lines.add('one')
  lines.add('hai ba')
  lines.close()
  expect([content(), lines.durable]).toEqual(['one\nhai ba\n', 2])
})

describe('a disk that is full in the middle of a line', () => {
  test('keeps the lines that are whole, and no piece; the others wait, and it is told once', () => {
    const { lines, failures, durable, content } = open()
    takeOnly('one\ntwo\nth'.length)
    for (const line of ['one', 'two', 'three', 'four']) lines.add(line)
    lines.flush()
    lines.add('five')
    lines.flush()
    lines.close()
    expect(content()).toBe('one\ntwo\n')
    expect([lines.written, lines.durable, lines.waiting, durable]).toEqual([2, 2, 3, [2]])
    expect(failures.map(({ message }) => message)).toEqual(['ENOSPC'])
  })

  test('that has room again at the end has everything', () => {
    const { lines, content } = open()
    takeOnly('one\nt'.length)
    for (const line of ['one', 'two', 'three']) lines.add(line)
    lines.flush()
    takeOnly(1_000)
    lines.close()
    expect([content(), lines.failure, lines.waiting, lines.durable]).toEqual(['one\ntwo\nthree\n', undefined, 0, 3])
  })

  test('and lets nothing be taken away either, leaves a piece that spoils no line after it', () => {
    const { lines, content } = open()
    vi.mocked(fs.ftruncateSync).mockImplementation(failing('EPERM'))
    takeOnly('one\ntw'.length)
    for (const line of ['one', 'two', 'three']) lines.add(line)
    lines.flush()
    takeOnly(1_000)
    lines.close()
    expect([content(), lines.durable]).toEqual(['one\ntw\ntwo\nthree\n', 3])
  })
})

test('where Node forbids to keep files, what the system took is taken for kept', () => {
  const { lines, failures } = open()
  vi.mocked(fs.fdatasyncSync).mockImplementation(failing('ERR_ACCESS_DENIED'))
  lines.add('one')
  lines.flush()
  expect([failures, lines.failure, lines.durable]).toEqual([[], undefined, 1])
})

test('a disk that fails to keep what it took is never believed again', () => {
  const { lines, failures, content } = open()
  lines.add('one')
  lines.flush()
  vi.mocked(fs.fdatasyncSync).mockImplementation(failing('EIO'))
  lines.add('two')
  lines.flush()
  vi.mocked(fs.fdatasyncSync).mockImplementation(real.fdatasyncSync)
  lines.add('three')
  lines.close()
  expect([lines.durable, lines.written, lines.waiting]).toEqual([1, 2, 1])
  expect([failures.length, content()]).toEqual([1, 'one\ntwo\n'])
})

test('a device that is always full takes nothing', () => {
  const { lines, failures } = open('/dev/full')
  lines.add('one')
  lines.close()
  expect([lines.waiting, lines.durable, (failures[0] as NodeJS.ErrnoException).code]).toEqual([1, 0, 'ENOSPC'])
})

test('nothing is added to what is closed, and closing twice is closing once', () => {
  const { lines } = open()
  lines.close()
  lines.close()
  expect(() => lines.add('late')).toThrow('closed')
})
