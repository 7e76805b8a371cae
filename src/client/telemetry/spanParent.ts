import type { Context, Span } from '@opentelemetry/api'

/**
 * Under this key OpenTelemetry's API keeps the span of a context. It is registered with `Symbol.for`, so that several
 * copies of the API in one process understand each other: for the same reason we need no copy of our own, and the API
 * stays an optional peer. A test holds it against the API's own reading.
 */
const spanKey = Symbol.for('OpenTelemetry Context Key SPAN')

/** A context in which `span` is the parent of what is started. */
export function under(span: Span): Context {
  return new PlainContext(new Map([[spanKey, span]]))
}

class PlainContext implements Context {
  readonly #values: ReadonlyMap<symbol, unknown>

  constructor(values: ReadonlyMap<symbol, unknown>) {
    this.#values = values
  }

  getValue(key: symbol): unknown {
    return this.#values.get(key)
  }

  setValue(key: symbol, value: unknown): Context {
    return new PlainContext(new Map(this.#values).set(key, value))
  }

  deleteValue(key: symbol): Context {
    const values = new Map(this.#values)
    values.delete(key)
    return new PlainContext(values)
  }
}
