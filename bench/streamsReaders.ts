// The readers of `streams.ts`, on bare sockets: the meter must cost less than what it measures.
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Lateness, type LatenessFigures } from './lateness.ts'
import { machineMicroseconds, model, plannedAt } from './streamsPlan.ts'

export interface ReadOrder {
  readonly port: number
  readonly streams: number
  /** The streams begin one after the other, over so long. */
  readonly beginWithinMs: number
  /** Who has not finished by then is lost. */
  readonly patienceMs: number
}

/** Of one stream: what it was planned for and how late it came, in microseconds. */
export interface ReadFigures {
  readonly planned: readonly number[]
  readonly late: readonly number[]
  readonly finishedStreams: number
  readonly brokenStreams: number
  readonly lateness: LatenessFigures
  readonly cpuMicroseconds: number
}

const planned: number[] = []
const late: number[] = []
let finishedStreams = 0
let brokenStreams = 0

function read(port: number): Promise<void> {
  const body = JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: 'Go on.' }] })
  const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: ${body.length}\r\n\r\n`
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(head + body))
    let done = false
    let finished = false
    let rest = ''
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      const at = machineMicroseconds()
      rest += text
      for (const [, instant] of rest.matchAll(plannedAt)) {
        planned.push(Number(instant))
        late.push(at - Number(instant))
      }
      // A piece of the network may end within an event.
      const end = rest.lastIndexOf('\n\n')
      done ||= rest.includes('[DONE]')
      finished = done && rest.endsWith('0\r\n\r\n')
      if (end !== -1) rest = rest.slice(end + 2)
      if (finished) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (finished) finishedStreams += 1
      else brokenStreams += 1
      resolve()
    })
  })
}

const lateness = new Lateness()
process.on('message', ({ port, streams, beginWithinMs, patienceMs }: ReadOrder) => {
  const reads = Array.from(
    { length: streams },
    (_, index) =>
      new Promise<void>((resolve) => {
        setTimeout(() => void read(port).then(resolve), (index * beginWithinMs) / streams)
      }),
  )
  void Promise.race([Promise.all(reads), sleep(patienceMs)]).then(() => {
    const { user, system } = process.cpuUsage()
    const figures: ReadFigures = {
      planned,
      late,
      finishedStreams,
      brokenStreams,
      lateness: lateness.figures(),
      cpuMicroseconds: user + system,
    }
    process.send!(figures)
  })
})
process.on('disconnect', () => process.exit())
