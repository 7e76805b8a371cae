import { eventBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { bendEvents } from '../streamEvents.ts'

const largestBytes = 64 * 1024 * 1024

export const largeEvent = defineFault<{ bytes: number }>({
  type: 'largeEvent',
  doc: 'Pads one event of a stream to `bytes`, with a field that means nothing.',
  source: 'OpenAI pads chunks (`obfuscation`); a parser that searches anew from the start for each piece is quadratic.',
  options: (v) => ({
    bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(largestBytes, 'bytes up to 64 MiB')),
  }),
  arbitrary: (fc) => fc.record({ bytes: fc.integer({ min: 1, max: 100_000 }) }),
  apply({ bytes }, _exchange, next) {
    let isPadded = false
    return bendEvents(next(), ({ step, chunk }) => {
      if (isPadded || step.text === undefined) return [step]
      isPadded = true
      return [{ ...step, bytes: padded(chunk, bytes) }]
    })
  },
})

const ending = '"}\n\n'

function padded(chunk: object | undefined, bytes: number): Uint8Array {
  const bare = Buffer.from(eventBytes({ ...chunk, obfuscation: '' }))
  const room = Math.max(0, bytes - bare.length)
  if (!bare.toString().endsWith(`"obfuscation":"${ending}`))
    return eventBytes({ ...chunk, obfuscation: 'x'.repeat(room) })
  // Filled in: JSON takes its time with every letter.
  const opened = bare.subarray(0, -ending.length)
  return Buffer.concat([opened, Buffer.alloc(room, 'x'), bare.subarray(-ending.length)])
}
