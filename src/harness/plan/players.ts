import { simulate, type Simulation, type Trial } from './simulate.ts'
import { PlayerThreads } from './playerThreads.ts'

/** Plays one simulation, when its turn has come; `step` says in words what it is for. The trial does not depend on who plays. */
export type Play = (simulation: Simulation, step: string) => Promise<Trial>

/** Told what is simulated next. */
export type OnStep = (step: string) => void

interface Players {
  readonly play: Play
  /** Ends them, in the middle of a simulation if need be. */
  close(): Promise<void>
}

/** So many threads; with one, this thread is it. */
export function openPlayers(count: number, onStep: OnStep): Players {
  return count === 1 ? onePlayer(onStep) : new PlayerThreads(count, onStep)
}

/** One simulation after the other, in this thread. */
export function onePlayer(onStep: OnStep = () => {}): Players {
  let before: Promise<unknown> = Promise.resolve()
  return {
    play: (simulation, step) => {
      const trial = before.then(() => {
        onStep(step)
        return simulate(simulation)
      })
      before = trial.catch(() => undefined)
      return trial
    },
    close: () => Promise.resolve(),
  }
}
