import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { contentEvent, event, head, hostileServer, jsonHead, mostMemoryMb, openCaller } from '../support/hostile.ts'
import { untilQuiet, watchProcess, type Ending } from '../support/hostile.ts'

const responseBytes = 2048
const callsAtOnce = 64

const words = 'A connection may break at any byte. '.repeat(60)

/** A response of exactly `responseBytes`: its text is as long as that takes. */
function fitted(responseTo: (text: string) => string): { readonly bytes: Buffer; readonly text: string } {
  const tooLong = Buffer.byteLength(responseTo(words)) - responseBytes
  const text = words.slice(0, words.length - tooLong)
  return { bytes: Buffer.from(responseTo(text)), text }
}

const json = fitted((content) => {
  const message = { role: 'assistant', content }
  const body = JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] })
  return jsonHead(body.length) + body
})

const firstWords = Array.from({ length: 12 }, (_, index) => `${index}: độ, 慢. `)
const finish = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
const inChunks = (data: string) => `${Buffer.byteLength(data).toString(16).padStart(4, '0')}\r\n${data}\r\n`
const sse = fitted((lastWord) => {
  const events = [...[...firstWords, lastWord].map(contentEvent), `${finish}data: [DONE]\n\n`]
  const start = head('text/event-stream', 'transfer-encoding: chunked')
  return start + events.map(inChunks).join('') + inChunks('')
})

const warmUps = 200

interface Cut {
  readonly cut: string
  /** The places cut: every byte where the issue asks for it. */
  readonly everyBytes: number
  readonly end: (socket: Socket, bytes: Buffer) => void
  readonly inBody: readonly [errorClass: string, reason: string]
}

const cuts: readonly Cut[] = [
  {
    cut: 'a reset',
    everyBytes: 1,
    end: (socket, bytes) => {
      if (bytes.length === 0) socket.resetAndDestroy()
      else socket.write(bytes, () => socket.resetAndDestroy())
    },
    inBody: ['network', 'reset'],
  },
  {
    cut: 'a quiet end',
    everyBytes: 7,
    end: (socket, bytes) => void socket.end(bytes),
    inBody: ['protocol', 'truncated'],
  },
]

describe.each(cuts)('a response cut by $cut', ({ everyBytes, end, inBody }) => {
  /** Makes a call for each place, and hands each ending to `judge`. */
  async function cutEverywhere(
    read: 'chat' | 'stream',
    bytes: Buffer,
    judge: (place: number, ending: Ending) => void,
  ): Promise<void> {
    expect(bytes).toHaveLength(responseBytes)
    const server = await hostileServer((socket, request) => {
      end(socket, bytes.subarray(0, Number(/place (\d+)/.exec(request)![1])))
    })
    const { call, remains } = openCaller(server, [])
    // What the first calls cost is code being loaded and compiled, not what a cut response holds.
    for (let place = 0; place < warmUps; place += 1) await call(read, `place ${place}`)
    const watch = watchProcess()
    const places = Array.from({ length: responseBytes }, (_, place) => place).filter((at) => at % everyBytes === 0)
    const left = places.values()
    let judged = 0
    const worker = async () => {
      for (const place of left) {
        judge(place, await call(read, `place ${place}`))
        judged += 1
      }
    }
    await Promise.all(Array.from({ length: callsAtOnce }, worker))
    await untilQuiet(() => server.open() === 0 && remains().length === 0)
    const { rejections, grownMb } = watch.end()
    expect([...rejections, ...remains(), `${server.open()} connections`]).toEqual(['0 connections'])
    expect(grownMb).toBeLessThan(mostMemoryMb)
    expect(judged).toBe(places.length)
  }

  const inHead = ['network', 'reset']
  const headBytes = (bytes: Buffer) => bytes.indexOf('\r\n\r\n') + 4

  test('JSON', async () => {
    await cutEverywhere('chat', json.bytes, (place, { error }) => {
      const expected = place < headBytes(json.bytes) ? inHead : inBody
      expect([error?.errorClass, error?.reason], `cut at ${place}`).toEqual(expected)
    })
  })

  test('a stream: what was heard is a part of the answer, and the whole only after its finish marker', async () => {
    const whole = firstWords.join('') + sse.text
    const finishedAt = sse.bytes.indexOf(finish) + finish.length
    await cutEverywhere('stream', sse.bytes, (place, { error, text }) => {
      if (place >= finishedAt) {
        expect([error, text], `cut at ${place}`).toEqual([undefined, whole])
        return
      }
      const expected = place < headBytes(sse.bytes) ? inHead : inBody
      expect([error?.errorClass, error?.reason], `cut at ${place}`).toEqual(expected)
      expect(error!.partialText).toBe(text)
      expect(whole.startsWith(text), `cut at ${place}`).toBe(true)
    })
  })
})
