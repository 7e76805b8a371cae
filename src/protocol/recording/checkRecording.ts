import * as v from 'valibot'
import { messages, type ProblemText } from '../../messages/index.ts'
import { LineNotJson, parseRecording } from './parseRecording.ts'
import { recordingFormat, type RecordedExchange, type Recording } from './recording.ts'
import { RecordingProblem } from './recordingProblem.ts'
import { exchangeSchema, headSchema } from './schema.ts'

const words = messages.errors.recordings

const mostExchanges = 10_000
const schemas = { head: headSchema(v), exchange: exchangeSchema(v) }

/** A recording from its text; `file` is what it is called in errors. Throws `RecordingProblem`. */
export function checkRecording(text: string, file: string): Recording {
  const { head: first, exchanges, torn } = parsed(text, file)
  checkFormat(first, file)
  const head = checked(schemas.head, first, file, 1)
  if (exchanges.length === 0) throw new RecordingProblem(words.empty(file))
  if (exchanges.length > mostExchanges) throw new RecordingProblem(words.tooMany(file, mostExchanges))
  return {
    head,
    exchanges: exchanges.map((exchange, index) => checkedExchange(exchange, file, index + 2)),
    torn,
  }
}

function checkedExchange(found: unknown, file: string, line: number): RecordedExchange {
  const exchange = checked(schemas.exchange, found, file, line)
  const problem = contradictionIn(exchange, file, line)
  if (problem !== undefined) throw new RecordingProblem(problem)
  return exchange
}

function parsed(text: string, file: string): Recording {
  try {
    return parseRecording(text)
  } catch (error) {
    if (!(error instanceof LineNotJson)) throw error
    throw new RecordingProblem(
      error.line === 1 ? words.noRecording(file, 'it is no JSON') : words.notJson(file, error.line, error.message),
      { cause: error },
    )
  }
}

function checkFormat(head: unknown, file: string): void {
  if (typeof head !== 'object' || head === null) throw new RecordingProblem(words.noRecording(file, 'it is no object'))
  const schema: unknown = (head as { schema?: unknown }).schema
  if (typeof schema !== 'string' || !schema.startsWith('brownout/recording/'))
    throw new RecordingProblem(
      words.noRecording(file, `its schema is ${JSON.stringify(schema)?.slice(0, 60) ?? 'missing'}`),
    )
  if (schema !== recordingFormat) throw new RecordingProblem(words.otherFormat(file, schema, recordingFormat))
}

/** valibot's copy: without names such as `__proto__`, which it passes over. */
function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  found: unknown,
  file: string,
  line: number,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, found)
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue) ?? 'the line'
  throw new RecordingProblem(
    issue.type === 'strict_object' && issue.expected === 'never'
      ? words.unknownField(file, line, path)
      : words.wrong(file, line, path, expectationOf(issue), issue.received),
  )
}

function expectationOf({ kind, type, expected, message }: v.BaseIssue<unknown>): string {
  return kind === 'validation' || type === 'union' ? message : (expected ?? message)
}

/** What no single field shows. */
function contradictionIn(exchange: RecordedExchange, file: string, line: number): ProblemText | undefined {
  const { response, chunks, ended } = exchange
  if (response === null && chunks.length > 0) return words.bodyWithoutHead(file, line)
  if (response === null && ended.how === 'complete') return words.notComplete(file, line)
  let before = response?.atMs ?? 0
  for (const [index, { atMs }] of chunks.entries()) {
    if (atMs < before) return words.outOfOrder(file, line, `chunks.${index}.atMs`)
    before = atMs
  }
  return ended.atMs < before ? words.outOfOrder(file, line, 'ended.atMs') : undefined
}
