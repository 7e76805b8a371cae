import type { Messages } from '../index.ts'
import { bench } from './help/bench.ts'
import { claims, completion, doctor, help as ofHelp, list, prices } from './help/facts.ts'
import { general } from './help/general.ts'
import { judge } from './help/judge.ts'
import { plan } from './help/plan.ts'
import { explore, replay, test } from './help/rehearsals.ts'
import { compare, merge, report, resume, show } from './help/results.ts'
import { record, serve } from './help/upstreams.ts'

/** `brownout --help --lang vi` and `brownout <command> --help --lang vi`: as English has them, at most 80 columns. */
export const help: Messages['cli']['help'] = {
  general,
  commands: {
    test,
    explore,
    bench,
    resume,
    report,
    show,
    judge,
    doctor,
    replay,
    serve,
    record,
    list,
    merge,
    compare,
    plan,
    claims,
    prices,
    help: ofHelp,
    completion,
  },
}
