import type { EventOf } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import { cutTo } from '../../reporters/console/layout.ts'
import type { Terminal } from '../../reporters/console/terminal.ts'
import { visible } from '../../reporters/harmless.ts'
import type { LoggedExchange } from './exchangeLog.ts'

const words = messages.serve

/** Of a name that came over the wire so much is shown. */
const longestName = 60

/**
 * Harmless but for what a CI server would obey. The usual `/v1` is left out, so that most lines fit:
 * `12:01:04.210 #1 POST /chat/completions deepseek-chat -> 429 retry-after 2, 3 ms`
 */
export function exchangeLine(exchange: LoggedExchange, paint: Terminal['paint']): string {
  const { number, startedAtEpochMs, method, path, model, stream } = exchange
  const asked = [model === '' ? '' : shown(model), stream ? words.exchange.stream : ''].filter((word) => word !== '')
  const place = `${shown(method)} ${shown(path.replace(/^\/v1(?=\/)/, ''))}`
  const parts = [timeOfDay(startedAtEpochMs), `#${number}`, place, ...(asked.length > 0 ? [asked.join(' ')] : [])]
  const isGood = exchange.status !== null && exchange.status < 400 && exchange.how === 'complete'
  const answer = `${words.exchange.arrow} ${answered(exchange)}`
  return ` ${parts.join(' ')} ${isGood ? answer : paint('yellow', answer)}`
}

function answered({ status, asked, how, text, tookMs }: LoggedExchange): string {
  const head = status === null ? words.exchange.nothing : String(status)
  const patience = Object.entries(asked).map(([name, value]) => `${shown(name)} ${shown(value)}`)
  // What a broken answer had said by then tells where it broke.
  const ending = words.exchange.ended[how]
  const sent = how === 'complete' || text === '' ? '' : ` (${words.exchange.characters(text.length)})`
  const said = [
    [head, ...patience].join(' '),
    ...(ending === '' ? [] : [`${ending}${sent}`]),
    words.exchange.took(tookMs),
  ]
  return said.join(', ')
}

export function failedLine({ origin, code }: EventOf<'connection-failed'>, epochMs: number): string {
  return ` ${timeOfDay(epochMs)} ${words.connectionFailed(shown(origin), shown(code))}`
}

function shown(text: string): string {
  return cutTo(visible(text), longestName)
}

/** As the clock on the wall shows it here. */
function timeOfDay(epochMs: number): string {
  const date = new Date(epochMs)
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
