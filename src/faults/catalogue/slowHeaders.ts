import { textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { milliseconds } from '../optionKinds.ts'
import { garbage, hang, wait } from '../steps.ts'

/** Long enough for every limit on headers to pass at a byte a second. */
const drippedBytes = 120
const line = `HTTP/1.1 200 OK\r\nx-padding: ${'x'.repeat(drippedBytes)}`
const drops = Array.from(textBytes(line.slice(0, drippedBytes)), (byte) => garbage(Uint8Array.of(byte)))

export const slowHeaders = defineFault<{ everyMs: number }>({
  type: 'slowHeaders',
  doc: 'Drips a head, a byte every `everyMs`, and never ends it.',
  source:
    'Slowloris from the other side; ComfyUI#16204. Each byte feeds an idle time-out: only a limit on all headers helps.',
  speaks: 'http/1.1',
  options: (v) => ({ everyMs: milliseconds(v) }),
  arbitrary: (fc) => fc.record({ everyMs: fc.integer({ min: 20, max: 1_000 }) }),
  *apply({ everyMs }) {
    for (const drop of drops) {
      yield drop
      yield wait(everyMs)
    }
    yield hang
  },
})
