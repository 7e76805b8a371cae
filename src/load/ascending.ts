/** The instants as they are. Throws a `RangeError` for one before the last: an option that is missing counts with NaN, for ever. */
export function* ascending(instants: Iterable<number>, shape: string): Iterable<number> {
  let lastMs = 0
  for (const atMs of instants) {
    if (!(atMs >= lastMs))
      throw new RangeError(`the load "${shape}" starts a call at ${atMs} ms: are its options complete?`)
    yield (lastMs = atMs)
  }
}
