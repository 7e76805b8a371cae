import { count } from '../format.ts'

/** Of the page of a plan: how retries multiply load, and the sliders. */
export const planner = {
  amplification: {
    axis: 'requests on the wire per call',
    load: {
      title: 'Retry amplification against offered load',
      note: 'One request per call is no retry at all. Where the line climbs, refused calls come back and add to the load.',
      say: (loads: number, most: string) =>
        `Requests on the wire per call at ${count(loads, 'load')}; the most is ${most}.`,
      line: 'requests per call',
      refused: 'requests refused for a quota',
    },
    policies: {
      title: 'Retry amplification of each policy',
      note: 'Requests on the wire for each call that was due, while models are down and after it.',
      say: (policies: number) =>
        `Requests per call of ${count(policies, 'policy', 'policies')}, during the outage and after it.`,
      call: 'one request per call',
      more: 'retries and hedges',
      bar: (policy: string, when: string) => `${policy}, ${when}`,
      during: 'during',
      after: 'after',
    },
  },
  slider: {
    load: 'Offered load:',
    quotas: 'Quotas, times what they are:',
    lost: 'Lost',
    nothing: 'nothing',
    keeps: 'keeps the SLO',
    yes: 'yes',
    no: 'no',
    open: 'somewhere here it ends',
    good: 'good answers',
    ttft: 'p99 first token',
    total: 'p99 whole answer',
    refused: 'requests refused',
    inFlight: 'calls under way',
    requests: 'requests a minute',
    month: 'a month, at this load all day',
    unknown: '-',
    interpolated: 'Interpolated between simulated loads.',
    simulated: 'As it was simulated.',
  },
}
