/** A function that the model wants called (OpenAI API reference, chat completions). */
export interface ToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

/** What the least call takes in memory, as if it were text. */
const unitsOfEmptyCall = 100

interface ToolCallDelta {
  readonly index?: number
  readonly id?: string
  readonly function?: { readonly name?: string; readonly arguments?: string }
}

interface CallInPieces {
  id: string
  name: string
  arguments: string
}

/** Reads `tool_calls` of a whole message; what is none is left out. */
export function readToolCalls(value: unknown): ToolCall[] {
  const collected = new ToolCallCollector()
  collected.add(Array.isArray(value) ? value.map((call: object, index) => ({ ...call, index })) : [])
  return collected.calls
}

/** Puts tool calls together that a stream sends in pieces: the name comes first, the arguments in fragments. */
export class ToolCallCollector {
  readonly #calls: CallInPieces[] = []
  /** The call that the pieces of an index belong to. */
  readonly #at = new Map<number, CallInPieces>()
  #units = 0

  /** What has been put together so far, in UTF-16 units; a call of no words counts too. */
  get units(): number {
    return this.#units
  }

  /** Adds the pieces of one event. Beyond `mostUnits` it leaves the rest out: the answer is too large by then. */
  add(deltas: unknown, mostUnits = Infinity): void {
    if (!Array.isArray(deltas)) return
    for (const [position, delta] of (deltas as readonly (ToolCallDelta | null)[]).entries()) {
      if (this.#units > mostUnits) return
      this.#addOne(delta?.index ?? position, delta)
    }
  }

  #addOne(index: number, delta: ToolCallDelta | null): void {
    const id = typeof delta?.id === 'string' ? delta.id : ''
    const known = this.#at.get(index)
    // Some servers give every call of an answer the index 0, each with an id of its own.
    const call = known === undefined || isAnother(known.id, id) ? this.#begin(index) : known
    if (id !== '') call.id = id
    if (typeof delta?.function?.name === 'string') call.name += this.#counted(delta.function.name)
    if (typeof delta?.function?.arguments === 'string') call.arguments += this.#counted(delta.function.arguments)
  }

  #begin(index: number): CallInPieces {
    const call = { id: '', name: '', arguments: '' }
    this.#calls.push(call)
    this.#at.set(index, call)
    this.#units += unitsOfEmptyCall
    return call
  }

  #counted(text: string): string {
    this.#units += text.length
    return text
  }

  get calls(): ToolCall[] {
    return this.#calls.map(({ id, name, arguments: text }) => ({
      id,
      type: 'function',
      function: { name, arguments: text },
    }))
  }
}

function isAnother(knownId: string, id: string): boolean {
  return knownId !== '' && id !== '' && id !== knownId
}
