// The mutation table of random search: which mutant is convicted by its own rule, in how many random cases, how soon, and
// how small the case shrinks. Exit 1 unless all are found, 90 % shrink to 3 rules, and the median takes less than 2 s.
//   npm run check:mutants -- [--seed N] [--only NAME] [--threads N]
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import * as mutantsByName from '../src/targets/mutants/index.ts'
import { header, row, summary } from './mutants/table.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
})
const names = Object.values(mutantsByName)
  .map(({ name }) => name)
  .filter((name) => values.only === undefined || name.includes(values.only))

/** The slowest take some ten seconds. */
const longestMs = 180_000

const startedAtMs = performance.now()
console.log(header)
const results = []
const left = [...names]
await Promise.all(
  Array.from({ length: Math.min(Number(values.threads), names.length) }, async () => {
    const worker = new Worker(new URL('./mutants/worker.ts', import.meta.url))
    const search = (name) =>
      new Promise((resolve, reject) => {
        // A thread that never comes back from a case says nothing.
        const patience = setTimeout(() => {
          console.error(
            `${name} did not come back within ${longestMs / 1000} s: does it loop without a wait in some case?`,
          )
          process.exit(1)
        }, longestMs)
        worker.once('error', reject)
        worker.once('message', (result) => {
          clearTimeout(patience)
          worker.off('error', reject)
          resolve(result)
        })
        worker.postMessage({ name, seed: Number(values.seed) })
      })
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const result = await search(name)
      results.push(result)
      console.log(row(result))
    }
    await worker.terminate()
  }),
)
const { lines, isGood } = summary(results)
for (const line of lines) console.log(line)
console.log(
  `seed ${values.seed}, ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s on ${values.threads} threads`,
)
process.exitCode = isGood ? 0 : 1
