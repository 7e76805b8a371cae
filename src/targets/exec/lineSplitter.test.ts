import { expect, test } from 'vitest'
import { LineSplitter, mostLineBytes, mostOutputBytes } from './lineSplitter.ts'

function split(...chunks: (string | Buffer)[]) {
  const [lines, tooMuch]: [string[], string[]] = [[], []]
  const splitter = new LineSplitter(
    (line) => lines.push(line),
    (what) => tooMuch.push(what),
  )
  for (const chunk of chunks) splitter.push(Buffer.from(chunk))
  return { lines, tooMuch, splitter }
}

test('lines come whole, wherever they were cut, inside a character too', () => {
  const bytes = Buffer.from('kiên\nnhẫn\n')
  for (let at = 0; at <= bytes.length; at += 1) {
    expect(split(bytes.subarray(0, at), bytes.subarray(at)).lines).toEqual(['kiên', 'nhẫn'])
  }
})

test('empty lines are none; the last one may lack its end', () => {
  const { lines, splitter } = split('\n\na\n  \nb')
  expect(lines).toEqual(['a'])
  splitter.flush()
  splitter.flush()
  expect(lines).toEqual(['a', 'b'])
})

test('a line that does not end is given up, and nothing comes after it', () => {
  const { lines, tooMuch, splitter } = split('a\n', 'x'.repeat(mostLineBytes), 'x', 'y\nb\n')
  splitter.flush()
  expect({ lines, tooMuch }).toEqual({ lines: ['a'], tooMuch: ['a line of more than 1024 KiB'] })
})

test('the longest line that is read', () => {
  expect(split('x'.repeat(mostLineBytes), '\n').lines[0]).toHaveLength(mostLineBytes)
})

test('so are its lines, however short', () => {
  const { lines, tooMuch } = split('x\n'.repeat(100_002))
  expect(lines).toHaveLength(100_000)
  expect(tooMuch).toEqual(['more than 100000 lines'])
})

test('all it prints is counted, in however many lines', () => {
  const line = `${'x'.repeat(1023)}\n`
  const { lines, tooMuch } = split(...Array.from({ length: mostOutputBytes / 1024 + 3 }, () => line))
  expect(lines).toHaveLength(mostOutputBytes / 1024 + 1)
  expect(tooMuch).toEqual(['more than 16 MiB'])
})
