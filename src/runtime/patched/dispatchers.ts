interface Dispatcher {
  destroy(): Promise<void>
}

/** Where undici keeps the connections of `fetch`, by generation; the first one may wrap the second. */
const [second, first] = [Symbol.for('undici.globalDispatcher.2'), Symbol.for('undici.globalDispatcher.1')]
const places = globalThis as unknown as Record<symbol, Dispatcher | undefined>
const wrapperName = 'Dispatcher1Wrapper'

/** Gives `fetch` connections of its own until the returned function puts back those that were there. */
export function freshDispatchers(): () => Promise<void> {
  const before = [second, first].map((place) => [place, places[place]] as const)
  const made: Dispatcher[] = []
  for (const [place, there] of before) {
    if (there === undefined) continue
    const isWrapper = there.constructor.name === wrapperName
    const fresh = new (there.constructor as new (inner?: Dispatcher) => Dispatcher)(
      ...(isWrapper ? ([places[second]!] as const) : ([] as const)),
    )
    if (!isWrapper) made.push(fresh)
    places[place] = fresh
  }
  return async () => {
    for (const [place, there] of before) places[place] = there
    await Promise.all(made.map((dispatcher) => dispatcher.destroy()))
  }
}
