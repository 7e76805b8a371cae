import type { EventOf } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import { shellWord } from '../../reporters/commands.ts'
import { Terminal } from '../../reporters/console/terminal.ts'
import { visible } from '../../reporters/harmless.ts'
import type { Clock } from '../../runtime/index.ts'
import { looksOf, type Io } from '../io.ts'
import { controlPath } from './access.ts'
import { exchangeLine, failedLine } from './exchangeLine.ts'
import type { LoggedExchange } from './exchangeLog.ts'
import { LineBuffer } from './lineBuffer.ts'
import { reachable } from './place.ts'
import type { ServedUpstream } from './servedUpstream.ts'
import { stateOf } from './stateOf.ts'
import { showVerdict, type ServedVerdict } from './verdict.ts'

const words = messages.serve

/** What is said at the start. */
interface Started {
  readonly served: ServedUpstream
  readonly token: string
  /** The user knows it already: it is not printed again. */
  readonly isOwnToken: boolean
  readonly tokenForAll: boolean
  readonly loopbackOnly: boolean
  /** Where the root of the certificates lies, if any origin speaks TLS. */
  readonly certificateFile: string | undefined
}

/** How what happens is told. */
export interface Output {
  started(started: Started): void
  exchange(exchange: LoggedExchange): void
  connectionFailed(event: EventOf<'connection-failed'>): void
  verdict(verdict: ServedVerdict): void
  /** Writes what is still held back. */
  flush(): void
}

/** The variables by which OpenAI's clients, Node, and whatever is built on OpenSSL find the way. */
function variables({ served, token, tokenForAll, isOwnToken, certificateFile }: Started): [string, string][] {
  const key = tokenForAll ? (isOwnToken ? '"$BROWNOUT_TOKEN"' : token) : 'test'
  const trust = certificateFile === undefined ? [] : [shellWord(certificateFile)]
  return [
    ['OPENAI_BASE_URL', shellWord(reachable(served.origins()[0]!.baseUrl))],
    ['OPENAI_API_KEY', key],
    ...trust.flatMap((file): [string, string][] => [
      ['NODE_EXTRA_CA_CERTS', file],
      ['SSL_CERT_FILE', file],
    ]),
  ]
}

/** For people. */
export function textOutput(
  clock: Clock,
  { out, env }: Io,
  { quiet, judge }: { quiet: boolean; judge: boolean },
): Output {
  const buffer = new LineBuffer(clock, (text) => out.write(text))
  const terminal = new Terminal({ write: (text) => buffer.add(text), ...looksOf(out, env) })
  return {
    started: (started) => {
      const { served, token, isOwnToken, loopbackOnly } = started
      const { name } = served.serving
      terminal.line(words.intro(name === null ? words.healthy : visible(name), served.seed))
      const places = served.origins().map(({ baseUrl, models }) => ({ url: reachable(baseUrl), models }))
      const widest = Math.max(...places.map(({ url }) => url.length))
      for (const { url, models } of places) {
        terminal.paragraph(`  ${words.place(url.padEnd(widest), models.map(visible))}`, 4)
      }
      terminal.line(loopbackOnly ? words.loopbackOnly : terminal.paint('yellow', words.exposed))
      terminal.line()
      terminal.line(words.variables)
      for (const [variable, value] of variables(started)) terminal.line(`  export ${variable}=${value}`)
      terminal.line(words.steering)
      const bearer = isOwnToken ? '$BROWNOUT_TOKEN' : token
      const place = new URL(`${controlPath}/state`, reachable(served.origins()[0]!.baseUrl)).href
      const trust = place.startsWith('https:') ? `--cacert ${shellWord(started.certificateFile ?? '')} ` : ''
      terminal.line(`  curl ${trust}-H "Authorization: Bearer ${bearer}" ${place}`)
      terminal.line(judge ? words.judging : words.stopWith)
      terminal.line()
      buffer.flush()
    },
    exchange: (exchange) =>
      quiet || terminal.line(exchangeLine(exchange, (style, text) => terminal.paint(style, text))),
    connectionFailed: (event) => quiet || terminal.line(failedLine(event, clock.epochMs())),
    verdict: (verdict) => showVerdict(terminal, verdict),
    flush: () => buffer.flush(),
  }
}

/** For programs: a JSON document a line, each with its type. */
export function jsonOutput(clock: Clock, { out }: Pick<Io, 'out'>, { quiet }: { quiet: boolean }): Output {
  const buffer = new LineBuffer(clock, (text) => out.write(text))
  const write = (type: string, fields: object) => buffer.add(`${JSON.stringify({ type, ...fields })}\n`)
  return {
    started: ({ served, token, certificateFile }) => {
      write('started', { ...stateOf(served), token, certificateFile: certificateFile ?? null, control: controlPath })
      buffer.flush()
    },
    exchange: (exchange) => quiet || write('exchange', exchange),
    connectionFailed: (event) => quiet || write('connection-failed', event),
    verdict: ({ judgements, ...counts }) => {
      const judged = judgements.map(({ invariant: { name, requirement, source, strength }, verdict }) => {
        return { invariant: name, requirement, source, strength, result: verdict }
      })
      write('verdict', { ...counts, judged })
    },
    flush: () => buffer.flush(),
  }
}
