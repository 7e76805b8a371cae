import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Behaviours } from './behave.ts'
import { chartBehaviours } from './charts.ts'

const columns = { lost: 2, quotas: 3 }

const rows = (page: Page) => page.locator('table.filtered tbody tr:visible')
const seen = async (page: Page, column: number) => [
  ...new Set(await page.locator(`table.filtered tbody tr:visible > :nth-child(${column})`).allInnerTexts()),
]

const figures = (page: Page) => page.locator('.planner dl').innerText()

export const planBehaviours: Behaviours = {
  ...chartBehaviours,
  'what if: rows are narrowed down by what is lost and by quotas, and shown again': async (page) => {
    const all = await rows(page).count()
    const [lost, quotas] = [await seen(page, columns.lost), await seen(page, columns.quotas)]
    ok(lost.length > 1 && quotas.length > 1)
    const pick = (text: string) => page.locator(`.pick select:has(option[value="${text}"])`)
    await pick(lost[1]!).selectOption(lost[1]!)
    deepEqual(await seen(page, columns.lost), [lost[1]])
    await pick(quotas[0]!).selectOption(quotas[0]!)
    deepEqual([await seen(page, columns.lost), await seen(page, columns.quotas)], [[lost[1]], [quotas[0]]])
    await pick(lost[1]!).selectOption('')
    await pick(quotas[0]!).selectOption('')
    equal(await rows(page).count(), all)
  },
  'sliders tell of loads and quotas between the simulated ones, by keyboard': async (page) => {
    const [load, quotas] = [page.locator('.planner input').first(), page.locator('.planner input').nth(1)]
    await load.focus()
    await page.keyboard.press('Home')
    const least = await figures(page)
    await page.keyboard.press('End')
    const most = await figures(page)
    notEqual(most, least, 'more load changes no figure')
    const told = page.locator('.planner output').nth(1)
    const before = await told.innerText()
    match(before, /\d/)
    await quotas.focus()
    await page.keyboard.press('End')
    notEqual(await told.innerText(), before, 'larger quotas are not told')
  },
  'the planner tells what is left without a part': async (page) => {
    const picker = page.locator('.planner select')
    const before = await figures(page)
    await picker.selectOption({ index: 1 })
    notEqual(await figures(page), before, 'a lost part changes no figure')
  },
}
