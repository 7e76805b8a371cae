import { describe, expect, test } from 'vitest'
import { FrameGate } from './frameGate.ts'
import { goawayFrame, rstStreamFrame } from './frames.ts'

/** A DATA frame of one byte. */
const dataOf = (stream: number, byte: string) => Buffer.from([0, 0, 1, 0, 0, 0, 0, 0, stream, byte.charCodeAt(0)])

function stage() {
  const sent: Buffer[] = []
  const gate = new FrameGate((bytes) => void sent.push(bytes))
  return { gate, sent: () => Buffer.concat(sent).toString('hex') }
}

describe('frames as RFC 9113 writes them', () => {
  test('RST_STREAM: four bytes of code on its stream', () => {
    expect(rstStreamFrame(3, 'REFUSED_STREAM').toString('hex')).toBe('00000403' + '00' + '00000003' + '00000007')
  })

  test('GOAWAY: the last stream and the code, on stream 0', () => {
    expect(goawayFrame(1, 'ENHANCE_YOUR_CALM').toString('hex')).toBe(
      '00000807' + '00' + '00000000' + '00000001' + '0000000b',
    )
  })
})

describe('the gate', () => {
  test('passes frames on, however their bytes were cut', () => {
    const bytes = Buffer.concat([dataOf(1, 'a'), dataOf(3, 'b')])
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const { gate, sent } = stage()
      gate.push(bytes.subarray(0, cut))
      gate.push(bytes.subarray(cut))
      expect(sent()).toBe(bytes.toString('hex'))
    }
  })

  test('what is put in stands between two frames, never within one', () => {
    const { gate, sent } = stage()
    gate.push(dataOf(1, 'a').subarray(0, 4))
    gate.inject(rstStreamFrame(3, 'CANCEL'))
    gate.push(dataOf(1, 'a').subarray(4))
    expect(sent()).toBe(rstStreamFrame(3, 'CANCEL').toString('hex') + dataOf(1, 'a').toString('hex'))
  })

  test('of a stream that is over nothing passes; of the others everything does', () => {
    const { gate, sent } = stage()
    gate.closeStream(1)
    gate.push(Buffer.concat([dataOf(1, 'a'), dataOf(3, 'b')]))
    expect(sent()).toBe(dataOf(3, 'b').toString('hex'))
  })

  test('once it is shut, nothing passes', () => {
    const { gate, sent } = stage()
    gate.shut()
    gate.push(dataOf(1, 'a'))
    gate.inject(goawayFrame(0, 'NO_ERROR'))
    expect(sent()).toBe('')
  })
})
