import { list, number } from '../../format.ts'
import { quoted, type ProblemText } from './problemText.ts'

const traffic = '{ "time": "2026-11-27T09:00:00Z", "tokens_in": 420, "tokens_out": 180 }'

/** What `brownout plan` is asked that makes no sense, and what it has to be told. */
export const plan = {
  unknownQuota: (resource: 'rpm' | 'tpm', models: readonly string[]): ProblemText => ({
    what: `The ${resource} of ${list(models, 6)} is not known, and none is made up.`,
    where: 'brownout plan',
    mend:
      `Say it: --${resource} 600 for all, --${resource} '${models[0]}=600' for one, none where there is no limit; or ` +
      `models: [{ id: '${models[0]}', ${resource}: 600 }] in the config.`,
  }),
  noQuota: (flag: string, value: string): ProblemText => ({
    what: `${flag} is a whole number from 1, 200k, 2M or none, for all models or behind a model's id; found ${quoted(value)}.`,
    where: `brownout plan ${flag} ${value}`,
    mend: `For example: ${flag} 600, or ${flag} deepseek-chat=600,moonshot-v1-8k=none`,
  }),
  noSuchModel: (resource: string, name: string, models: readonly string[]): ProblemText => ({
    what: `--${resource} names ${quoted(name)}, which is no model of this plan.`,
    where: `brownout plan --${resource} ${name}=…`,
    mend: `There are ${list(models, 12)}; --models chooses others.`,
  }),
  noLimit: (text: string): ProblemText => ({
    what: `--slo is a metric, a comparison and an amount; found ${quoted(text)}.`,
    where: `brownout plan --slo ${quoted(text)}`,
    mend: "For example: --slo 'ttft.p99 <= 800ms' --slo 'total.p95 <= 8s' --slo 'success >= 99.5%'",
  }),
  noPlanMetric: (metric: string, where: string): ProblemText => ({
    what: `A plan keeps limits of first tokens, of whole answers and of success, not of ${quoted(metric)}.`,
    where,
    mend: "Take ttft.p99, total.p95 (any percentile, with < or <=) or success (with > or >=): 'success >= 99.5%'.",
  }),
  twoDemands: (one: string, other: string): ProblemText => ({
    what: `${one} and ${other} both say how much is to be carried.`,
    where: `brownout plan ${one} … ${other} …`,
    mend: 'Give one of them.',
  }),
  noUsers: {
    what: '--per-user says how often each of so many users asks, and nobody said how many there are.',
    where: 'brownout plan --per-user …',
    mend: 'Say it: --users 500 --per-user 2/m; or give the load itself: --rate 5/s',
  } satisfies ProblemText,
  shortDuration: (typed: string): ProblemText => ({
    what: `A quota counts a minute, so less than a minute of a load says nothing of it; found ${typed}.`,
    where: 'brownout plan --duration',
    mend: 'Give a minute or more, or leave it out: --duration 2m',
  }),
  largeFile: (file: string, megabytes: number, most: number): ProblemText => ({
    what: `${quoted(file)} has ${number(megabytes)} MB, and traffic is read whole, up to ${number(most)} MB.`,
    where: `brownout plan --traffic ${file}`,
    mend: `Give a part of it, such as its busiest day, or say the load: --rate 5/s`,
  }),
  noFile: (file: string): ProblemText => ({
    what: `There is no file ${quoted(file)}.`,
    where: `brownout plan --traffic ${file}`,
    mend: `Give the path of a log, a line a request, such as ${traffic}`,
  }),
  noTraffic: (place: string): ProblemText => ({
    what: 'A line of the traffic has no time that can be read, or tokens that are no number.',
    where: place,
    mend: `A line a request: ${traffic}; or CSV whose first line is time,tokens_in,tokens_out`,
  }),
  emptyTraffic: (file: string): ProblemText => ({
    what: 'The traffic holds no two requests.',
    where: file,
    mend: `A line a request: ${traffic}; or CSV whose first line is time,tokens_in,tokens_out`,
  }),
  emptyRun: (name: string): ProblemText => ({
    what: `No call of the run ${quoted(name)} was answered at first try: nothing can be fitted to it.`,
    where: `brownout plan --from ${name}`,
    mend: 'Give a benchmark of a good day: brownout bench --live …, or leave --from out.',
  }),
  noAmount: (flag: string, value: string): ProblemText => ({
    what: `${flag} is a number above 0; found ${quoted(value)}.`,
    where: `brownout plan ${flag}=${value}`,
    mend:
      flag === '--budget'
        ? 'For example, in USD a month: --budget 500'
        : `What one USD is, for example: ${flag} ${flag === '--rate-vnd' ? '26300' : '7.1'}`,
  }),
  noRoute: (value: string): ProblemText => ({
    what: `--route is chain or spread; found ${quoted(value)}.`,
    where: `brownout plan --route=${value}`,
    mend: 'chain, the default: all calls ask the first model first. spread: each model is asked first in turn.',
  }),
}
