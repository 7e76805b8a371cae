/** A function that the model wants called (OpenAI API reference, chat completions). */
export interface ToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

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

  add(deltas: unknown): void {
    if (!Array.isArray(deltas)) return
    deltas.forEach((delta: ToolCallDelta | null, position) => {
      const index = delta?.index ?? position
      const call = this.#calls.get(index) ?? { id: '', name: '', arguments: '' }
      this.#calls.set(index, call)
      if (typeof delta?.id === 'string') call.id = delta.id
      if (typeof delta?.function?.name === 'string') call.name += delta.function.name
      if (typeof delta?.function?.arguments === 'string') call.arguments += delta.function.arguments
    })
  }

  get calls(): ToolCall[] {
    return Array.from(this.#calls.values(), ({ id, name, arguments: text }) => ({
      id,
      type: 'function',
      function: { name, arguments: text },
    }))
  }
}
