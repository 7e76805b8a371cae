import { judgePlayed } from '../../src/harness/judgeRun.ts'
import { virtual } from '../../src/harness/worlds/index.ts'
import { hourOf } from '../../src/scenarios/fleet/hourOf.ts'
import { client } from '../../src/targets/client.ts'
import type { Figures } from './figures.ts'
import { measured } from './measured.ts'

const seed = 42

/** An hour of many processes on one key: what an instance of the client costs, and the judging of all of them. */
export async function fleet(figures: Figures, { instances }: { instances: number }): Promise<void> {
  await played(Math.ceil(instances / 10))
  const few = await played(Math.ceil(instances / 10))
  const many = await played(instances)
  figures.title(`${instances} instances for an hour: ${many.calls} calls, ${many.attempts} attempts`)
  figures.print('CPU to play', many.cpuMs / 1000, 's')
  figures.print('CPU to judge', many.judgeCpuMs / 1000, 's')
  figures.print('CPU per attempt', (many.cpuMs * 1000) / many.attempts, 'µs')
  figures.print('  of a tenth of the instances', (few.cpuMs * 1000) / few.attempts, 'µs')
  figures.print('answered', (100 * many.answered) / many.calls, '%')
  for (const name of many.broken) figures.note(`broke ${name}`)
}

async function played(instances: number) {
  const plan = { target: client, scenario: hourOf(instances), seed }
  const { value, cpuMs } = await measured(() => virtual.play(plan))
  const judged = await measured(() => Promise.resolve(judgePlayed(plan, value)))
  const { events } = value.history
  const count = (type: string) => events.filter((event) => event.type === type).length
  return {
    cpuMs,
    judgeCpuMs: judged.cpuMs,
    calls: count('call-started'),
    attempts: count('exchange-started'),
    answered: events.filter((event) => event.type === 'call-ended' && event.outcome.ok).length,
    broken: judged.value.flatMap(({ invariant, verdict }) => (verdict.verdict === 'fail' ? [invariant.name] : [])),
  }
}
