import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import type { Behaviours } from './behave.ts'
import { chartBehaviours } from './charts.ts'

const everything = ''

const pickBefore = (page: Page, what: string): Locator => page.locator(`.pick select:has(option[value="${what}"])`)

const summaries = (page: Page) => page.locator('.calls:not([hidden]) .call > summary')

export const benchBehaviours: Behaviours = {
  ...chartBehaviours,
  'one percentile is picked, and all of them again': async (page) => {
    const heads = page.locator('table.percentiles th[class^="p"]:visible')
    const cells = page.locator('table.percentiles tbody tr:first-child td[class^="p"]:visible')
    const all = await heads.allInnerTexts()
    ok(all.length > 1)
    const picker = pickBefore(page, 'p99')
    await picker.selectOption('p99')
    deepEqual(await heads.allInnerTexts(), ['p99'])
    equal(await cells.count(), 1, 'cells are not those of the head')
    await picker.selectOption(everything)
    deepEqual(await heads.allInnerTexts(), all)
  },
  'calls of one kind are picked': async (page) => {
    const shown = () =>
      page.locator('.calls:visible').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['kind']))
    ok((await shown()).length > 1)
    await pickBefore(page, 'random').selectOption('random')
    deepEqual(await shown(), ['random'])
  },
  'calls are walked through and opened by keyboard': async (page) => {
    const calls = summaries(page)
    const at = () => calls.evaluateAll((all) => all.findIndex((one) => one === one.ownerDocument.activeElement))
    await calls.first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    equal(await at(), 2, 'two arrows down are not two calls further')
    await page.keyboard.press('ArrowUp')
    equal(await at(), 1, 'an arrow up is no call back')
    await page.keyboard.press('Enter')
    const facts = page.locator('.call[open] li')
    ok(await facts.first().isVisible(), 'the call stays closed')
    match((await facts.allInnerTexts()).join('\n'), /\d/)
  },
  'a walk through calls leaves out those that are not shown': async (page) => {
    await pickBefore(page, 'random').selectOption('random')
    await summaries(page).first().focus()
    await page.keyboard.press('ArrowUp')
    ok(
      await summaries(page)
        .first()
        .evaluate((one) => one === one.ownerDocument.activeElement),
    )
  },
}
