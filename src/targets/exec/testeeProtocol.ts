import type { CallOutcome } from '../../history/index.ts'
import type { ChatMessage } from '../../protocol/chat.ts'

/** What a program can do beside answering, as it says itself in its first line. */
const testeeAbilities = ['stream', 'abort'] as const
type TesteeAbility = (typeof testeeAbilities)[number]

/** One call, as it is put to the program. */
export interface TesteeCall {
  readonly id: number
  readonly messages: readonly ChatMessage[]
  /** The first model of the chain. */
  readonly model: string
  readonly stream: boolean
  readonly max_tokens?: number
  /** By when the caller wants it to be over, in ms from now. */
  readonly deadline_ms?: number
}

/** What the program says. */
export type TesteeLine =
  | { readonly says: 'ready'; readonly supports: readonly TesteeAbility[] }
  | { readonly says: 'delta'; readonly id: number; readonly delta: string }
  | { readonly says: 'outcome'; readonly id: number; readonly outcome: CallOutcome }

/** Of a message no more is kept: what a client throws may hold a whole page. */
const longestMessage = 2_000

export function callLine(call: TesteeCall): string {
  return `${JSON.stringify(call)}\n`
}

export function abortLine(id: number): string {
  return `${JSON.stringify({ abort: id })}\n`
}

/** Undefined for whatever is no line of the protocol. */
export function readTesteeLine(line: string): TesteeLine | undefined {
  const found = parsed(line)
  if (found === undefined) return undefined
  if (found['ready'] === true) return { says: 'ready', supports: abilitiesIn(found['supports']) }
  const id = found['id']
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) return undefined
  if (typeof found['delta'] === 'string') return { says: 'delta', id, delta: found['delta'] }
  const outcome = outcomeIn(found)
  return outcome === undefined ? undefined : { says: 'outcome', id, outcome }
}

function outcomeIn({ ok, text, model, error, status }: Readonly<Record<string, unknown>>): CallOutcome | undefined {
  if (ok === true && typeof text === 'string') return { ok, text, model: typeof model === 'string' ? model : null }
  if (ok !== false || typeof error !== 'string') return undefined
  return {
    ok,
    errorClass: null,
    message: error.slice(0, longestMessage),
    status: typeof status === 'number' && Number.isInteger(status) ? status : null,
    retryAtMs: null,
  }
}

function abilitiesIn(found: unknown): TesteeAbility[] {
  return Array.isArray(found) ? testeeAbilities.filter((ability) => found.includes(ability)) : []
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(line)
    return typeof found === 'object' && found !== null && !Array.isArray(found)
      ? (found as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
