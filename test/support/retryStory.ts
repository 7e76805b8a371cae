import { HistoryBuilder } from './historyBuilder.ts'

/** One call after another; each fails at once, and comes back after its waits. */
export function retrying(...callsWaits: number[][]) {
  const history = new HistoryBuilder()
  let at = 0
  callsWaits.forEach((waits, call) => {
    history.call(at, call)
    history.answer(at, history.request(at, call), { status: 503, class: 'overloaded' })
    for (const waitMs of waits) {
      at += waitMs
      history.answer(at, history.request(at, call), { status: 503, class: 'overloaded' })
    }
    history.fail(at, call)
    at += 1
  })
  return history
}
