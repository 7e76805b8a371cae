import { parentPort } from 'node:worker_threads'
import { simulate, type Simulation, type Trial } from './simulate.ts'

/** What a thread says of the simulation that it was given. */
export type PlayerAnswer = Trial | { readonly failed: string }

parentPort!.on('message', (simulation: Simulation) => {
  void simulate(simulation).then(
    ({ tally, ledger: { pages, wire } }) => tell({ tally, ledger: { pages, wire } }),
    (error: Error) => tell({ failed: error.stack ?? error.message }),
  )
})

/** Of a tally its data arrive: what is private to it stays. */
function tell(answer: PlayerAnswer): void {
  parentPort!.postMessage(answer)
}
