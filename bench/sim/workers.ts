import { canPin, Child } from '../child.ts'
import type { Figures } from './figures.ts'
import { spread } from './measured.ts'
import type { Window } from './workersChild.ts'

const msPerRound = 400
const warmUpRounds = 12

/**
 * Attempts per second of one thread on one core, and of two threads on two: what they share costs the difference. V8's own
 * threads, which compile and collect, are held to the one core too: on an idle second one they would be help.
 */
export async function workers(figures: Figures, { rounds }: { rounds: number }): Promise<void> {
  const one = Child.onOneCore('./sim/workersChild.ts', ['1'])
  const two = new Child('./sim/workersChild.ts', ['2'])
  // Until V8 has compiled what there is to compile.
  for (let index = 0; index < warmUpRounds; index += 1) for (const child of [one, two]) await play(child)
  const ofOne: Window[] = []
  const ofTwo: Window[] = []
  for (let index = 0; index < rounds; index += 1) {
    ofOne.push(await play(one))
    ofTwo.push(await play(two))
  }
  for (const child of [one, two]) await child.end()
  figures.title(
    `attempts per second of one thread on ${canPin ? 'one core' : 'any core (there is no taskset)'} and of two, ${rounds} rounds in turn of ${msPerRound} ms each`,
  )
  const middle = (windows: readonly Window[], pick: (window: Window) => number) => spread(windows.map(pick)).median
  const wall = ({ perWallSecond }: Window) => perWallSecond
  const cpu = ({ perCpuSecond }: Window) => perCpuSecond
  figures.print('one thread: attempts per CPU second', middle(ofOne, cpu), '')
  figures.print('two threads: attempts per CPU second', middle(ofTwo, cpu), '')
  figures.print('one thread: attempts per wall second', middle(ofOne, wall), '')
  figures.print('two threads: attempts per wall second', middle(ofTwo, wall), '')
  const ratio = spread(ofOne.map(({ perWallSecond }, index) => ofTwo[index]!.perWallSecond / perWallSecond))
  figures.print('two threads against one', ratio.median, 'times', {
    owed: { atLeast: 1.7 },
    more: `± ${ratio.deviation.toFixed(2)}`,
  })
}

function play(child: Child): Promise<Window> {
  return child.ask<Window>({ forMs: msPerRound })
}
