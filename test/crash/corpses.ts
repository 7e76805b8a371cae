import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SummaryBuilder } from '../../src/bench/metrics/summarise.ts'
import { readRun } from '../../src/harness/bench/store/readRun.ts'
import { resumePoint } from '../../src/harness/bench/store/resumePoint.ts'
import { createRandom, type RandomStream } from '../../src/runtime/index.ts'
import { plannedCalls } from './crashPlan.ts'
import { runAndKill, runIn, runToEnd } from './kill.ts'

export interface CorpseCount {
  readonly kills: number
  /** Processes that were killed before there was a run. */
  readonly unborn: number
  /** Runs that ended with pieces of a line; each was cut off. */
  readonly torn: number
  readonly runs: number
  /** Records that were acknowledged by those who were killed. */
  readonly acknowledged: number
  /** What must not be: it says which run, and what of it. */
  readonly broken: readonly string[]
}

interface Tally {
  kills: number
  unborn: number
  torn: number
  runs: number
  acknowledged: number
  readonly broken: string[]
}

const atOnce = 3
/** So often at most a run is killed before it may come to its end. */
const mostKillsOfRun = 4

/** Kills so many processes at random instants of the seed, and looks at every corpse; each run comes to its end at last. */
export async function countCorpses(kills: number, seed: number): Promise<CorpseCount> {
  const tally: Tally = { kills: 0, unborn: 0, torn: 0, runs: 0, acknowledged: 0, broken: [] }
  const random = createRandom(seed)
  const work = async () => {
    while (tally.kills < kills && tally.broken.length === 0) {
      const id = (tally.runs += 1)
      await oneRun(tally, `run ${id} of seed ${seed}`, random.stream('kills', id))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return tally
}

async function oneRun(tally: Tally, name: string, random: RandomStream): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'brownout-crash-'))
  const isRight = (holds: boolean, what: string) => {
    if (!holds) tally.broken.push(`${name}: ${what} (${out})`)
  }
  let before = 0
  for (let kill = 0; kill < mostKillsOfRun; kill += 1) {
    const folder = runIn(out)
    const { acknowledged, wasKilled } = await runAndKill(folder ? 'resume' : 'new', folder ?? out, random)
    if (!wasKilled) break
    tally.kills += 1
    tally.acknowledged += acknowledged
    const corpse = runIn(out)
    if (corpse === undefined) {
      tally.unborn += 1
      isRight(acknowledged === 0, 'records were acknowledged, and there is no run')
      continue
    }
    before = lookAt(corpse, before + acknowledged, isRight, tally)
    if (random() < 0.3) break
  }
  const folder = runIn(out)
  await runToEnd(folder ? 'resume' : 'new', folder ?? out)
  lookAtEnd(runIn(out)!, isRight)
  if (tally.broken.length === 0) rmSync(out, { recursive: true, force: true })
}

/** Returns how many records there are. */
function lookAt(
  corpse: string,
  acknowledged: number,
  isRight: (holds: boolean, what: string) => void,
  tally: Tally,
): number {
  const reading = readRun(corpse).read()
  const summary = new SummaryBuilder({ plannedCalls })
  let records = 0
  for (const record of reading.records()) {
    summary.add(record)
    records += 1
  }
  // Whatever a run left behind can be summed up.
  isRight(summary.summary().whole.calls >= 0, 'it cannot be summed up')
  isRight(records >= acknowledged, `${acknowledged} records were acknowledged, and ${records} are there`)
  const torn = reading.skipped.counts.get('torn') ?? 0
  isRight(reading.skipped.lines === torn && torn <= 1, `skipped ${JSON.stringify(reading.skipped.first)}`)
  tally.torn += torn
  isRight(reading.head !== undefined, 'the first line is not there')
  const point = resumePoint(readRun(corpse))
  isRight(point.recorded <= plannedCalls && point.planned === plannedCalls, 'more calls than were planned')
  return records
}

function lookAtEnd(folder: string, isRight: (holds: boolean, what: string) => void): void {
  const run = readRun(folder)
  const reading = run.read()
  const calls = [...reading.records()].flatMap((record) => (record.type === 'sample' ? [record.call] : []))
  isRight(new Set(calls).size === plannedCalls && calls.length === plannedCalls, `${calls.length} calls at the end`)
  isRight(reading.skipped.lines === 0, `skipped at the end: ${JSON.stringify(reading.skipped.first)}`)
  isRight(run.manifest.state === 'finished' && run.manifest.writer === null, 'the run is not finished')
}
