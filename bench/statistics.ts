import { printMachine } from './machine.ts'
import { falseAlarms, plantedFound } from './statistics/alarms.ts'
import { bootstrapCoverage, coverage, type Coverage, type Setting } from './statistics/coverage.ts'

/**
 * Whether intervals and verdicts are what they promise, by simulation with fixed seeds: the same figures everywhere.
 * `--quick` is for CI: fewer runs, and wider bands for what chance then does.
 */
const isQuick = process.argv.includes('--quick')
const runs = isQuick ? 400 : 2_000
const band = isQuick ? [0.92, 0.98] : [0.93, 0.97]

/** Independent calls, and calls that remember some ten before them; n as a report needs it for that quantile. */
const settings: readonly Setting[] = [
  { phi: 0, q: 0.5, n: 1_000 },
  { phi: 0, q: 0.95, n: 1_000 },
  { phi: 0, q: 0.99, n: 3_000 },
  { phi: 0.9, q: 0.5, n: 3_000 },
  { phi: 0.9, q: 0.95, n: 5_000 },
  { phi: 0.9, q: 0.99, n: 10_000 },
]
/** Told, not owed: few calls. */
const few: readonly Setting[] = [
  { phi: 0, q: 0.5, n: 100 },
  { phi: 0, q: 0.99, n: 1_000 },
  { phi: 0.9, q: 0.5, n: 300 },
  { phi: 0.9, q: 0.99, n: 3_000 },
]
const broken: string[] = []

printMachine()
console.log(
  `\nCoverage of 95 % intervals, lognormal, ${runs} runs each; owed: ${percent(band[0]!)} to ${percent(band[1]!)}`,
)
for (const setting of settings) {
  const found = coverage(setting, runs)
  const isHeld = found.share >= band[0]! && found.share <= band[1]!
  if (!isHeld) broken.push(`coverage of ${nameOf(setting)}`)
  tell(nameOf(setting), found, isHeld ? 'held' : 'BROKE')
}
console.log('few calls, and the bootstrap (told, not owed):')
for (const setting of few) tell(nameOf(setting), coverage(setting, runs), '')
for (const setting of [
  { phi: 0, q: 0.95, n: 1_000 },
  { phi: 0.9, q: 0.5, n: 1_000 },
  { phi: 0.9, q: 0.95, n: 3_000 },
])
  tell(`bootstrap ${nameOf(setting)}`, bootstrapCoverage(setting, isQuick ? 40 : 200, 200), '')

console.log(
  '\nFalse alarms of brownout compare: nothing changed, 3 models, any word "better" or "worse"; owed: at most 1 %',
)
for (const callsPerSeries of isQuick ? [250] : [100, 250, 1_000]) {
  const { alarms, compared, runs: compares } = falseAlarms(callsPerSeries, isQuick ? 200 : 1_000)
  const isHeld = alarms / compares <= 0.01
  if (!isHeld) broken.push(`false alarms at ${callsPerSeries} calls`)
  const of = `${alarms} of ${compares} comparisons of ${compared} metrics`
  console.log(`  ${callsPerSeries} calls a model: ${of} (${percent(alarms / compares)}) ${isHeld ? 'held' : 'BROKE'}`)
}

const planted = plantedFound(250, isQuick ? 40 : 200)
const isFound = planted.found / planted.runs >= 0.95
if (!isFound) broken.push('planted +20 %')
console.log('\nA planted +20 % of one model: found by so many calls as the command asks for; owed: at least 95 %')
console.log(
  `  asked for after 250 calls: ${planted.medianAskedFor} a model (at most ${planted.mostAskedFor}); ` +
    `found ${planted.found} of ${planted.runs} (${percent(planted.found / planted.runs)}) ${isFound ? 'held' : 'BROKE'}`,
)

console.log(broken.length === 0 ? '\nAll held.' : `\nBROKE: ${broken.join('; ')}`)
process.exitCode = broken.length === 0 ? 0 : 1

function nameOf({ phi, q, n }: Setting): string {
  return `${phi === 0 ? 'independent' : `AR(1) ${phi}`}, p${q * 100}, n = ${n}`
}

function tell(name: string, found: Coverage, verdict: string): void {
  const missed = `too low ${percent(found.belowShare)}, too high ${percent(found.aboveShare)}`
  const none = found.noneShare > 0 ? `, n too small ${percent(found.noneShare)}` : ''
  console.log(
    `  ${name.padEnd(36)} ${percent(found.share)} (${missed}${none}; worth ${Math.round(found.meanEffectiveN)}) ${verdict}`.trimEnd(),
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
