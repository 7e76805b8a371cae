import { defineClosedShape, type CallerTurn } from '../shape.ts'

/** The number of callers goes in a straight line from where it was to `callers`, within `durationMs`; 0 is a jump. */
interface CallersStage {
  readonly callers: number
  readonly durationMs: number
}

interface RampOptions {
  readonly fromCallers?: number
  readonly stages: readonly CallersStage[]
  readonly pauseMs?: number
}

export const rampingCallers = defineClosedShape<RampOptions>({
  type: 'rampingCallers',
  doc: 'Callers whose number begins with `fromCallers` (0) and goes through `stages`, with `pauseMs` (0) between calls.',
  plan: (options) => ({
    callers: Math.ceil(Math.max(options.fromCallers ?? 0, ...options.stages.map(({ callers }) => callers))),
    callsPerCaller: Infinity,
    pauseMs: options.pauseMs ?? 0,
    turns: (caller) => turnsAbove(caller, options),
  }),
})

/** When there are more callers than `level`: the one of that number has its turn. */
function turnsAbove(level: number, { fromCallers = 0, stages }: RampOptions): CallerTurn[] {
  const turns: CallerTurn[] = []
  let callers = fromCallers
  let atMs = 0
  for (const { callers: to, durationMs } of stages) {
    const share = (level - callers) / (to - callers)
    const crossedMs = atMs + (share >= 0 && share <= 1 ? share * durationMs : 0)
    const endMs = atMs + durationMs
    const [fromMs, toMs] = [callers > level ? atMs : crossedMs, to > level ? endMs : crossedMs]
    if ((callers > level || to > level) && toMs > fromMs) add(turns, { fromMs, toMs })
    callers = to
    atMs = endMs
  }
  return turns
}

/** A turn that goes on where the last one ended is the same turn. */
function add(turns: CallerTurn[], turn: CallerTurn): void {
  const last = turns.at(-1)
  if (last?.toMs === turn.fromMs) turns[turns.length - 1] = { fromMs: last.fromMs, toMs: turn.toMs }
  else turns.push(turn)
}
