import { parseArgs } from 'node:util'
import { freshSeed } from '../src/runtime/index.ts'
import { countCorpses } from '../test/crash/corpses.ts'

/** Kills a benchmark that is under way, again and again: `npm run check:crash -- --kills 1000 --seed 7`. */
const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const kills = Number(values.kills ?? 40)
const seed = Number(values.seed ?? freshSeed())
const count = await countCorpses(kills, seed)
console.log(
  `${count.kills} kills in ${count.runs} runs (seed ${seed}): ${count.acknowledged} records acknowledged, ` +
    `${count.torn} torn ends, ${count.unborn} died before there was a run`,
)
for (const line of count.broken) console.log(`broken: ${line}`)
process.exitCode = count.broken.length === 0 ? 0 : 1
