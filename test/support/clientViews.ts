/** What a client sees of one answer, whatever brought it. */
export interface View {
  readonly status: number
  /** All but those that belong to a connection, not to the answer; by name, as `Headers` sorts them. */
  readonly headers: Readonly<Record<string, string>>
  /** One character a byte. */
  readonly body: string
  readonly ending: 'whole' | 'silence' | (string & {})
}

interface Answer {
  readonly status: number
  readonly headers: Iterable<readonly [string, string]>
  readonly body: AsyncIterable<Uint8Array> | null
}

/** Framing and upkeep of a connection (RFC 9110 section 7.6.1, RFC 9112 section 6.1); a server without a clock sends no Date. */
const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding'])

/** Reads an answer until it is over, or until nothing more has come for `patienceMs`: then it is given up. */
export async function view(ask: (signal: AbortSignal) => Promise<Answer>, patienceMs: number): Promise<View> {
  const leaving = new AbortController()
  const silence = new Error('silence')
  const leave = () => leaving.abort(silence)
  let patience = setTimeout(leave, patienceMs)
  let seen: View = { status: 0, headers: {}, body: '', ending: 'silence' }
  const pieces: Uint8Array[] = []
  try {
    const { status, headers, body } = await ask(leaving.signal)
    const kept = [...headers]
      .filter(([name]) => !ofConnection.has(name))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
    seen = { ...seen, status, headers: Object.fromEntries(kept) }
    for await (const piece of body ?? []) {
      pieces.push(piece)
      clearTimeout(patience)
      patience = setTimeout(leave, patienceMs)
    }
    seen = { ...seen, ending: 'whole' }
  } catch (error) {
    seen = { ...seen, ending: leaving.signal.aborted ? 'silence' : String(error) }
  } finally {
    clearTimeout(patience)
  }
  return { ...seen, body: Buffer.concat(pieces).toString('latin1') }
}
