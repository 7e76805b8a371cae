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

/** Reads `tool_calls` of a whole message; what is none is left out. */
export function readToolCalls(value: unknown): ToolCall[] {
  const collected = new ToolCallCollector()
  collected.add(Array.isArray(value) ? value.map((call: object, index) => ({ ...call, index })) : [])
  return collected.calls
}

/** Puts tool calls together that a stream sends in pieces: the name comes first, the arguments in fragments. */
export class ToolCallCollector {
  readonly #calls = new Map<number, { id: string; name: string; arguments: string }>()
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
    const known = this.#calls.get(index)
    const call = known ?? { id: '', name: '', arguments: '' }
    if (known === undefined) {
      this.#calls.set(index, call)
      this.#units += unitsOfEmptyCall
    }
    if (typeof delta?.id === 'string') call.id = delta.id
    if (typeof delta?.function?.name === 'string') call.name += this.#counted(delta.function.name)
    if (typeof delta?.function?.arguments === 'string') call.arguments += this.#counted(delta.function.arguments)
  }

  #counted(text: string): string {
    this.#units += text.length
    return text
  }

  get calls(): ToolCall[] {
    return Array.from(this.#calls.values(), ({ id, name, arguments: text }) => ({
      id,
      type: 'function',
      function: { name, arguments: text },
    }))
  }
}
