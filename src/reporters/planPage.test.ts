import { describe, expect, test } from 'vitest'
import { samplePlan } from '../../test/support/samplePlan.ts'
import { hostileTexts, sampleReport } from '../../test/support/sampleReport.ts'
import { readStrictly, shapeOf } from '../../test/support/strictMarkup.ts'
import type { PlanReport } from '../harness/plan/planReport.ts'
import type { Report } from '../harness/report.ts'
import { html } from './html.ts'

const reportOf = (plan: PlanReport): Report => ({
  ...sampleReport,
  command: 'brownout plan',
  verdict: 'held',
  runs: [],
  plan,
})
const render = (plan: PlanReport) => html.render(reportOf(plan))[0]!.content
const page = render(samplePlan)
const elements = readStrictly(page, 'html')

describe('the page of a plan', () => {
  test('says first how much fits, and what binds', () => {
    const head = page.slice(page.indexOf('<header'), page.indexOf('</header>'))
    expect(head).toContain('Sustains 37.5 req/s')
    expect(head).toContain('tokens a minute of deepseek-chat')
  })

  test('has its charts, each with its data, and none about rules', () => {
    const ids = elements.flatMap(({ name, attributes }) => (name === 'figure' ? attributes['id'] : []))
    expect(ids).toEqual([
      'latency-vs-load',
      'goodput-vs-load',
      'amplification-vs-load',
      'losses-chart',
      'quota-use',
      'monthly-cost',
      'policies-wire',
      'policies-good',
      'policies-amplification',
    ])
    expect(page).not.toContain('id="rules"')
    expect(page).not.toMatch(/NaN|undefined/)
  })

  test('a fault stands before the models that have it: on a phone a long name is cut', () => {
    const { fault, models } = samplePlan.policies!.outage
    expect(page).toContain(`>${fault}: ${models[0]}`)
  })

  test('hostile names change nothing of its shape', () => {
    for (const text of hostileTexts) {
      const { input, losses, policies } = samplePlan
      const spoilt: PlanReport = {
        ...samplePlan,
        sentence: samplePlan.sentence + text,
        input: { ...input, slo: input.slo.map((one) => ({ ...one, text: one.text + text })) },
        cells: samplePlan.cells.map((cell) => ({
          ...cell,
          quotas: cell.quotas.map((quota) => ({ ...quota, model: quota.model + text })),
        })),
        losses: losses.map((loss) => ({
          ...loss,
          name: loss.name + text,
          models: loss.models.map((one) => one + text),
        })),
        policies: { ...policies!, outage: { ...policies!.outage, fault: text } },
      }
      expect(shapeOf(readStrictly(render(spoilt), 'html'))).toEqual(shapeOf(elements))
    }
  })

  test('of the least that a plan may hold it can be drawn, too', () => {
    const least = { ...samplePlan, cells: [], losses: [], months: [], policies: null, whatIf: null, headroom: null }
    readStrictly(render(least), 'html')
  })
})
