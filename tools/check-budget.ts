// Runs on loopback with retries, hedges and answers that do not say what they cost: the server counts for itself, and must
// never count more money or more requests than the caps. Exit 1 if it does.
//   npm run check:budget -- [--runs N] [--seed N]
import { parseArgs } from 'node:util'
import { spendingRun } from '../test/support/budget/spendingRun.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
})
const runs = Number(values.runs)
const sums = { requests: 0, untold: 0, over: 0, closest: 0, reached: { 'max-cost': 0, 'max-requests': 0, none: 0 } }
const startedAtMs = performance.now()
for (let run = 0; run < runs; run += 1) {
  const { seed, billed, capPicoUsd, atMostPicoUsd, boundPicoUsd, maxRequests, reached } = await spendingRun(
    Number(values.seed) + run,
  )
  sums.requests += billed.requests
  sums.untold += billed.untold
  sums.reached[reached ?? 'none'] += 1
  sums.closest = Math.max(sums.closest, Number((billed.picoUsd * 10_000n) / capPicoUsd) / 100)
  const isOver = [billed.picoUsd > capPicoUsd, atMostPicoUsd > capPicoUsd, billed.picoUsd > boundPicoUsd]
  if (!isOver.includes(true) && billed.requests <= maxRequests) continue
  sums.over += 1
  console.log(`OVER: seed ${seed}: ${billed.picoUsd} of ${capPicoUsd} pico-USD, ${billed.requests} of ${maxRequests}`)
}
const { requests, untold, over, closest, reached } = sums
console.log(`${runs} runs from seed ${values.seed}: ${over} over their caps`)
console.log(`${requests} requests reached the server, ${untold} answers did not say what they used`)
console.log(`money ended ${reached['max-cost']} runs, requests ${reached['max-requests']}, neither ${reached.none}`)
console.log(`the server billed at most ${closest} % of a cap`)
console.log(`${((performance.now() - startedAtMs) / 1000).toFixed(0)} s, Node ${process.version}`)
process.exitCode = over === 0 ? 0 : 1
