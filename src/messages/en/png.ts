import { duration, number } from '../format.ts'
import { plan } from './plan.ts'

/** Charts as pictures: what stands in them, and why there are none. */
export const png = {
  off: (why: string, fix: string) => `PNG charts off: ${why}. Fix: ${fix}`,
  notInstalled: (name: string) => `${name} is not installed`,
  doesNotLoad: (why: string) => `the canvas does not load (${why.split('\n')[0]})`,
  noFont: (family: string) => `the canvas does not take the font ${family}`,
  failed: (why: string) => `drawing failed (${why.split('\n')[0]})`,
  // The canvas that chartjs-node-canvas brings fetches its binary by an install script, which npm may block and a firewall may stop.
  fixPackages: 'npm pkg set overrides.canvas=npm:@napi-rs/canvas@1 && npm i -D chartjs-node-canvas chart.js',
  fixFailed: '--reporter json,junit,html leaves charts out; all other files are whole',

  seconds: 'seconds since the run began',
  milliseconds: 'ms (log scale)',
  interval: 'Whiskers are 95 % intervals; no point where too few calls were made for an honest one.',
  noInterval: 'Of the calls that were answered, without intervals; a gap where they are too few.',
  infinite: '∞',

  latency: {
    title: 'Latency percentiles, by model',
    subtitle: (calls: number) =>
      `${number(calls)} calls, from the instant at which each was due; a call that failed is infinite`,
    families: { ttft: 'first token', total: 'whole answer' },
  },
  overTime: {
    title: 'Latency over time',
    subtitle: 'Whole answer, from the due instant, all models together; shaded: a fault was in force',
    failed: 'failed or not begun',
    calls: 'calls',
  },
  cost: {
    title: 'Cost of 1,000 good answers',
    subtitle: 'Whatever was paid for attempts whose answer nobody got is part of the price',
    useful: 'answers',
    wasted: 'wasted',
    axis: 'US dollars',
    total: (usd: string, wastedPercent: string | null) =>
      wastedPercent === null ? `${usd}, waste unknown` : `${usd}, ${wastedPercent} % of it wasted`,
  },
  amplification: {
    title: 'Retry amplification',
    subtitle: 'Attempts per call, by the model that was asked first; 1 is no retry at all',
    axis: 'attempts per call',
    none: 'no retries',
  },
  failover: {
    title: 'Who answered, and when',
    subtitle: 'Calls by the model that answered them; shaded: a fault was in force',
    failed: 'nobody',
    axis: (stepSeconds: number) => `calls per ${number(stepSeconds)} s`,
  },
  loads: {
    title: 'Latency at each load',
    subtitle: (family: string) => `${family}, from the due instant, simulated; a call that failed is infinite`,
    sustained: (perSecond: number, [low, high]: readonly [number, number]) =>
      `Green: the most load that keeps the SLO, ${rate(perSecond)}/s [${rate(low)}, ${rate(high)}]`,
    families: { ttftMs: 'First token', totalMs: 'Whole answer' },
    axis: 'calls a second',
  },
  losses: {
    title: 'What is left when one part is lost',
    subtitle: 'The most load that keeps the SLO, with its 95 % interval',
    nothing: 'nothing lost',
    lost: (kind: 'model' | 'credential' | 'origin', name: string) => `${kind} ${name}`,
    rate: (perSecond: number, [low, high]: readonly [number, number]) =>
      low === high ? `${rate(perSecond)}/s` : `${rate(perSecond)}/s [${rate(low)}, ${rate(high)}]`,
  },
  amplificationByLoad: {
    title: 'Retry amplification at each load',
    subtitle: 'Attempts per call on the wire, simulated, with nothing lost and with a model lost; 1 is no retry at all',
    without: (model: string) => `without ${model}`,
  },
  throughOutage: {
    title: 'The client through an outage',
    subtitle:
      'Above: requests that it sends; below: answers within the SLO; the same calls each time, one policy changed',
    recovery: 'In the legend: requests per call during the outage, and how soon after it calls are as good as before',
    wire: 'requests a second',
    good: 'good answers a second',
    offered: (perSecond: number) => `offered: ${rate(perSecond)} calls/s`,
    policy: (name: string, amplification: number, recoversAfterMs: number | null) =>
      `${name}: ${number(Number(amplification.toFixed(2)))}x, ${recovers(recoversAfterMs)}`,
    names: plan.policies,
  },
  faultBar: (model: string, fault: string) => `${model}: ${fault}`,
}

function recovers(afterMs: number | null): string {
  return afterMs === null ? 'never again' : afterMs === 0 ? 'at once' : `in ${duration(afterMs)}`
}

/** Three digits say what a rate is worth. */
function rate(perSecond: number): string {
  return number(Number(perSecond.toPrecision(3)))
}
