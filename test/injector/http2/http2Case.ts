import { always, type FaultSpec } from '../../../src/faults/index.ts'
import type { Case, Finding, Stage } from '../case.ts'
import { chatBody, modelsBody } from '../http.ts'
import { earlyToleranceMs, lateToleranceMs } from '../judge.ts'
import { rawConnectTls, type Ending, type RawReader } from '../rawReader.ts'
import { framesIn, joined, preface, request, type Frame } from './frames.ts'

export interface Http2Owed {
  readonly fault: FaultSpec
  readonly stream?: true
  /** All frames, in their order, as `framesIn` words them; DATA frames that follow each other count as one. */
  readonly frames: readonly string[]
  /** What the DATA frames carry. */
  readonly body?: string
  /** When the last of it is planned, ms after the request. */
  readonly lastAtMs: number
  /** `free`: a second request on the same connection is answered. `silence`: it is not, and nothing else comes either. */
  readonly afterwards: 'free' | 'silence' | Ending
  /** How the exchange ended, by the history. */
  readonly ended: string
}

const listenMs = 60
const patienceMs = 1_000

/** A fault on HTTP/2: a chat request on stream 1, and then another request on stream 3. */
export function http2(owed: Http2Owed): Case {
  const { fault, stream = false } = owed
  return {
    fault,
    stream,
    variant: stream ? 'HTTP/2, stream' : 'HTTP/2',
    script: { models: { m: [always(fault)] }, origins: { gateway: { serves: ['m'], tls: true, http2: true } } },
    play: async (stage) => {
      const reader = await rawConnectTls(stage.url, { ALPNProtocols: ['h2'] })
      try {
        return await converse(stage, reader, owed)
      } finally {
        reader.close()
      }
    },
  }
}

async function converse(stage: Stage, reader: RawReader, owed: Http2Owed): Promise<Finding> {
  const { stream = false, frames, body = '', lastAtMs, afterwards } = owed
  const headers = { ':scheme': 'https', ':authority': new URL(stage.url).host }
  const asked = { ':method': 'POST', ':path': '/v1/chat/completions', ...headers, authorization: 'Bearer sk-test' }
  const sentAtMs = reader.send(Buffer.concat([preface, request(1, asked, chatBody(stream))]))
  const seen = () => framesIn(reader.received)
  const isThere = () => joined(seen()).length >= frames.length && bodyOf(seen(), 1).length >= body.length
  const isOver = () => reader.ending !== undefined
  await reader.until(() => isOver() || (isThere() && afterwards.length !== 3), lastAtMs + patienceMs)
  const first = seen()
  const wrong = [
    ...differences(joined(first), frames),
    bodyOf(first, 1) === body
      ? ''
      : `the body is ${JSON.stringify(bodyOf(first, 1))} instead of ${JSON.stringify(body)}`,
    ...(await afterwardsOf(reader, afterwards, { ':method': 'GET', ':path': '/v1/models', ...headers })),
  ]
  reader.close()
  const how = await stage.ended(0)
  const offMs = (reader.instantOf(first.at(-1)?.endsAt ?? 0) ?? sentAtMs) - sentAtMs - lastAtMs
  const lagMs = stage.ownLag.between(sentAtMs + lastAtMs, sentAtMs + lastAtMs + Math.max(0, offMs))
  const isTimely = offMs >= -earlyToleranceMs && offMs - lagMs <= lateToleranceMs
  return {
    saw: `${frames.join('; ')}; then ${afterwards}; the last one off the plan by ${offMs.toFixed(1)} ms`,
    wrong: [...wrong, how === owed.ended ? '' : `the history says ${how} instead of ${owed.ended}`].filter(Boolean),
    untimely: isTimely ? [] : [`the last frame is off its plan (${lastAtMs} ms) by ${offMs.toFixed(1)} ms`],
  }
}

async function afterwardsOf(
  reader: RawReader,
  owed: Http2Owed['afterwards'],
  headers: Readonly<Record<string, string>>,
): Promise<string[]> {
  const isOver = () => reader.ending !== undefined
  if (owed === 'fin' || owed === 'rst')
    return reader.ending?.how === owed ? [] : [`${reader.ending?.how} instead of ${owed}`]
  const before = framesIn(reader.received).length
  reader.send(request(3, headers))
  const answer = () => bodyOf(framesIn(reader.received), 3)
  await reader.until(() => isOver() || answer() === modelsBody, owed === 'free' ? patienceMs : listenMs)
  if (owed === 'free') return answer() === modelsBody ? [] : [`the next request is answered with ${answer()}`]
  const more = joined(framesIn(reader.received).slice(before))
  return [...more.map((what) => `then ${what} instead of silence`), ...(isOver() ? [`then ${reader.ending?.how}`] : [])]
}

const bodyOf = (frames: readonly Frame[], stream: number) =>
  frames.map((frame) => (frame.what.startsWith(`DATA ${stream}`) ? frame.data : '')).join('')

function differences(seen: readonly string[], owed: readonly string[]): string[] {
  return seen.join('; ') === owed.join('; ') ? [] : [`frames ${seen.join('; ')} instead of ${owed.join('; ')}`]
}
