import type { Report } from '../../../harness/report.ts'
import { messages } from '../../../messages/index.ts'
import type { Section } from '../page.ts'
import { html } from '../template.ts'
import { amplificationAgainstLoad } from './amplification.ts'
import { goodputAgainstLoad, latencyAgainstLoad } from './load.ts'
import { bindingText, lossBars } from './losses.ts'
import { monthlyCosts } from './months.ts'
import { policiesThroughOutage } from './policies.ts'
import { quotaUse } from './quotas.ts'
import { whatIfTable } from './whatIf.ts'

const words = messages.planCharts

/** What a plan found: how much fits, what binds, what is left after a loss, what it costs. */
export function planSections({ plan }: Report): Section[] {
  if (plan === undefined) return []
  const sections = [
    {
      id: 'load',
      title: words.title,
      content: html`${latencyAgainstLoad(plan)}${goodputAgainstLoad(plan)}${amplificationAgainstLoad(plan)}`,
    },
    { id: 'losses', title: words.losses.title, content: lossBars(plan) },
    { id: 'quotas', title: words.quotas.title, content: quotaUse(plan) },
    { id: 'months', title: words.months.title, content: monthlyCosts(plan) },
    { id: 'policies', title: words.policies.title, content: policiesThroughOutage(plan) },
    { id: 'what-if', title: words.whatIf.title, content: whatIfTable(plan) },
  ]
  return sections.flatMap(({ id, title, content }) => (content === null ? [] : [{ id, title, content }]))
}

/** The head of the page: the figure that is asked for first, and what stands behind it. */
export function planFacts({ plan }: Report): [name: string, value: string][] {
  if (plan === undefined) return []
  const { sustained, headroom, input } = plan
  return [
    [words.sustains, `${words.rate(sustained.perSecond)} ${words.interval(...sustained.interval)}`],
    [words.binds, bindingText(sustained.bindsFirst)],
    ...(input.demand === null
      ? []
      : [[words.demand, words.rate(input.demand.peakPerSecond)] satisfies [string, string]]),
    ...(headroom === null ? [] : [[words.headroom, words.times(headroom)] satisfies [string, string]]),
  ]
}
