import { readFixture } from '../../protocol/fixtures.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { classOfStatus } from '../statusClass.ts'

interface KnownBody {
  readonly status: number
  readonly body: unknown
  readonly class: ErrorClass
}

/** What a body says in words that mean the same wherever they stand. */
interface Said {
  readonly words: string
  readonly message: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * The class of an error that a provider sent. Certain where `fixtures/dialects.json` has this very sentence, or these
 * very words, with this status and one meaning only; else it is what the status says. With status 200 the status inside
 * the body counts.
 */
export function classOfError(status: number, body: unknown): ErrorClass {
  const { words, message } = saidBy(body)
  const known = knownErrors()
  const meant = (key: string) => {
    const classes = known.get(key)
    return classes?.size === 1 ? [...classes][0] : undefined
  }
  const isGood = status < 300
  const spoken = isGood ? statusIn(body) : status
  return (
    meant(`${status} says ${message}`) ??
    meant(`${status} means ${words}`) ??
    // An error in a 200 was said with another status elsewhere.
    (isGood ? meant(`any means ${words}`) : undefined) ??
    (spoken === undefined ? 'server_error' : classOfStatus(spoken))
  )
}

let table: ReadonlyMap<string, ReadonlySet<ErrorClass>> | undefined

/** Read when somebody plays an error back. */
function knownErrors(): ReadonlyMap<string, ReadonlySet<ErrorClass>> {
  if (table !== undefined) return table
  const read = new Map<string, Set<ErrorClass>>()
  for (const { status, body, class: meaning } of readFixture('dialects.json') as KnownBody[]) {
    const { words, message } = saidBy(body)
    const keys = [
      message && `${status} says ${message}`,
      words && `${status} means ${words}`,
      words && `any means ${words}`,
    ]
    for (const key of keys) {
      if (key !== '') read.set(key, (read.get(key) ?? new Set()).add(meaning))
    }
  }
  table = read
  return table
}

function saidBy(body: unknown): Said {
  const document = fieldsOf(body)
  const error = fieldsOf(document['error']) === nothing ? document : fieldsOf(document['error'])
  const minimax = fieldsOf(document['base_resp'])['status_code']
  const words = [error['code'], error['type'], minimax].filter(
    (word) => typeof word === 'string' || typeof word === 'number',
  )
  const message = error['message'] ?? document['error']
  return { words: words.join(' '), message: typeof message === 'string' ? message : '' }
}

function statusIn(body: unknown): number | undefined {
  const code = fieldsOf(fieldsOf(body)['error'])['code']
  return typeof code === 'number' && code >= 400 && code < 600 ? code : undefined
}

const nothing: Fields = {}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : nothing
}
