import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Outbox } from './outbox.ts'

function opened(): { outbox: Outbox; writes: string[] } {
  const stream = new PassThrough()
  const writes: string[] = []
  stream.on('data', (bytes: Buffer) => writes.push(bytes.toString('latin1')))
  return { outbox: new Outbox(stream), writes }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

const part = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: fc.string({ unit: 'binary-ascii' }) }),
  fc.record({ kind: fc.constant('bytes'), text: fc.string({ unit: 'binary-ascii', maxLength: 50_000 }) }),
  fc.record({ kind: fc.constant('chunk'), text: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 5_000 }) }),
)

test('what was added at one instant leaves in one write, whole and in its order; chunks have their sizes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(part, { minLength: 1 }), { maxLength: 4 }), async (instants) => {
      const { outbox, writes } = opened()
      const expected: string[] = []
      for (const parts of instants) {
        for (const { kind, text } of parts) {
          if (kind === 'text') outbox.addText(text)
          else if (kind === 'bytes') outbox.addBytes(Buffer.from(text))
          else outbox.addChunk(Buffer.from(text))
        }
        const framed = parts.map(({ kind, text }) =>
          kind === 'chunk' ? `${text.length.toString(16)}\r\n${text}\r\n` : text,
        )
        if (framed.join('') !== '') expected.push(framed.join(''))
        await turn()
      }
      expect(writes).toEqual(expected)
    }),
  )
})

test.each([1, 15, 16, 255, 256, 4_095, 4_096, 65_536, 1_048_576])('a chunk of %i bytes', async (length) => {
  const { outbox, writes } = opened()
  outbox.addChunk(Buffer.alloc(length, 'x'))
  outbox.flush()
  await turn()
  expect(writes.join('')).toBe(`${length.toString(16)}\r\n${'x'.repeat(length)}\r\n`)
})

test('a flush parts what is before it from what is after; what was written is not written over', async () => {
  const { outbox, writes } = opened()
  for (const text of ['head', 'one', 'two']) {
    outbox.addText(text)
    outbox.flush()
  }
  await turn()
  expect(writes).toEqual(['head', 'one', 'two'])
})

test('whoever waits for the kernel is called at once, or when it has all', async () => {
  const { outbox, writes } = opened()
  const told: string[] = []
  outbox.whenWritten(() => told.push('nothing was to be written'))
  outbox.addText('x')
  outbox.whenWritten(() => told.push(`written: ${writes.join('')}`))
  expect(told).toEqual(['nothing was to be written'])
  await turn()
  expect(told).toEqual(['nothing was to be written', 'written: x'])
})
