import type { RunReport } from '../../harness/report.ts'
import { shellWord } from '../../reporters/commands.ts'
import type { Arguments } from '../commandLine.ts'

/** The command that repeats one case: the same program, bent in the same way. */
export function againOf({ flags }: Arguments, { scenario, seed }: RunReport): string {
  const { exec = '', map = [], models, protocol, concurrency, gc, 'clock-skew': skewMs, 'time-limit': limit } = flags
  const parts = [
    'npx brownout judge --exec',
    shellWord(exec),
    ...map.map((one) => `--map ${shellWord(one)}`),
    ...(models === undefined ? [] : [`--models ${shellWord(models.join(','))}`]),
    ...(protocol === undefined ? [] : [`--protocol ${shellWord(protocol)}`]),
    ...(concurrency === undefined ? [] : [`--concurrency ${concurrency}`]),
    ...(gc === true ? ['--gc'] : []),
    ...(skewMs === undefined ? [] : [`--clock-skew=${skewMs}ms`]),
    ...(limit === undefined ? [] : [`--time-limit ${limit}`]),
    `--seed ${seed}`,
    shellWord(scenario),
  ]
  return parts.join(' ')
}
