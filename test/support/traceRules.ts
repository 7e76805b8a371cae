/** An event of a trace as it stands in the file: nothing is known of it yet. */
type Event = Readonly<Record<string, unknown>>

interface Slice {
  readonly name: string
  readonly from: number
  readonly to: number
}

/**
 * What is wrong with the events of a trace, by the documents: Google's "Trace Event Format" for what an event may hold, and
 * Perfetto's importer for what it does with it (stretches that overlap on a track are dropped, flows that begin or end outside of a
 * stretch are, thread 0 is the idle thread of the kernel).
 */
export function wrongInTrace(events: readonly Event[]): string[] {
  return [...events.flatMap(wrongFields), ...wrongNames(events), ...wrongOrder(events), ...wrongTracks(events)]
}

const fields: Readonly<Record<string, readonly string[]>> = {
  M: ['ph', 'name', 'pid', 'tid', 'args'],
  X: ['ph', 'name', 'pid', 'tid', 'ts', 'dur', 'cat', 'args'],
  i: ['ph', 'name', 'pid', 'tid', 'ts', 's', 'cat', 'args'],
  s: ['ph', 'name', 'pid', 'tid', 'ts', 'id', 'cat'],
  f: ['ph', 'name', 'pid', 'tid', 'ts', 'id', 'cat', 'bp'],
}

function wrongFields(event: Event): string[] {
  const { ph, name, pid, tid, ts, dur, s, bp, args, cat } = event
  const known = fields[String(ph)]
  if (known === undefined) return [`an event of the phase ${String(ph)}`]
  const isWhole = (value: unknown, least: number) => Number.isSafeInteger(value) && (value as number) >= least
  const claims: [boolean, string][] = [
    [Object.keys(event).toSorted().join() === known.toSorted().join(), `fields ${Object.keys(event).join()}`],
    [typeof name === 'string' && name !== '', 'name'],
    [isWhole(pid, 1), 'pid'],
    [isWhole(tid, ph === 'M' && name === 'process_name' ? 0 : 1), 'tid'],
    [ph === 'M' || isWhole(ts, 0), 'ts'],
    [ph === 'M' || (typeof cat === 'string' && cat !== ''), 'cat'],
    [ph !== 'X' || isWhole(dur, 0), 'dur'],
    [ph !== 'i' || s === 't' || s === 'p' || s === 'g', 's'],
    [ph !== 'f' || bp === 'e', 'bp'],
    [args === undefined || (typeof args === 'object' && args !== null && !Array.isArray(args)), 'args'],
  ]
  return claims.flatMap(([holds, what]) => (holds ? [] : [`${what} of ${JSON.stringify(event)}`]))
}

const trackOf = ({ pid, tid }: Event) => `${String(pid)}/${String(tid)}`

/** Each process and each track has a name, and has it once. */
function wrongNames(events: readonly Event[]): string[] {
  const names = events.filter(({ ph }) => ph === 'M')
  const keys = names.map((event) => `${String(event['name'])} ${trackOf(event)}`)
  const known = new Set(keys)
  return [
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `named twice: ${key}`),
    ...names.flatMap(({ args }) => (typeof (args as Event)['name'] === 'string' ? [] : ['a name that is none'])),
    ...events.flatMap((event) => {
      if (event['ph'] === 'M') return []
      const isNamed = known.has(`thread_name ${trackOf(event)}`) && known.has(`process_name ${String(event['pid'])}/0`)
      return isNamed ? [] : [`no name for ${trackOf(event)}`]
    }),
  ]
}

/** A viewer that reads as it comes needs no more than the names before what they name, and time that goes on. */
function wrongOrder(events: readonly Event[]): string[] {
  const times = events.map(({ ts }) => (ts as number | undefined) ?? -1)
  return times.flatMap((ts, index) => (ts < (times[index - 1] ?? -1) ? [`event ${index} goes back in time`] : []))
}

/** As Perfetto reads: by time, and in the order of the file what is at one instant. */
function wrongTracks(events: readonly Event[]): string[] {
  const wrong: string[] = []
  const stacks = new Map<string, Slice[]>()
  const flows = new Map<unknown, Event>()
  const ended = new Set<unknown>()
  for (const event of events) {
    const { ph, id } = event
    const [name, ts, dur] = [String(event['name']), event['ts'] as number, event['dur'] as number]
    const stack = stacks.get(trackOf(event)) ?? []
    stacks.set(trackOf(event), stack)
    if (ph === 'X') {
      while (stack.length > 0 && stack.at(-1)!.to <= ts) stack.pop()
      const around = stack.at(-1)
      if (around !== undefined && ts + dur > around.to) wrong.push(`"${name}" is dropped: it leaves "${around.name}"`)
      else stack.push({ name, from: ts, to: ts + dur })
    }
    const isInside = stack.some(({ from, to }) => from <= ts && ts <= to)
    if (ph === 's') {
      if (flows.has(id)) wrong.push(`a second arrow ${String(id)}`)
      if (!isInside) wrong.push(`arrow ${String(id)} begins outside of a stretch`)
      flows.set(id, event)
    }
    if (ph === 'f') {
      const begun = flows.get(id)
      const isSame = begun?.['name'] === name && begun['cat'] === event['cat'] && !ended.has(id)
      if (!isSame) wrong.push(`arrow ${String(id)} ends and has not begun`)
      if (!isInside) wrong.push(`arrow ${String(id)} ends outside of a stretch`)
      ended.add(id)
    }
  }
  for (const id of flows.keys()) if (!ended.has(id)) wrong.push(`arrow ${String(id)} does not end`)
  return wrong
}
