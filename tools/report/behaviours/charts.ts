import { equal, match, ok } from 'node:assert/strict'
import type { Behaviours } from './behave.ts'

/** Of all pages that have charts. */
export const chartBehaviours: Behaviours = {
  'a point says what it is while a pointer is on it': async (page) => {
    // Bars: nothing lies over their middle, as a mark may lie over another.
    const told = page.locator('figure .wide svg rect > title').first()
    const says = await told.textContent()
    await told.locator('..').hover()
    const tip = page.locator('.tip')
    ok(await tip.isVisible(), 'nothing is told')
    equal(await tip.textContent(), says)
    const [box, window] = [await tip.boundingBox(), page.viewportSize()!]
    ok(box!.x >= 0 && box!.x + box!.width <= window.width, 'what is told sticks out of the window')
    await page.locator('h1').hover()
    equal(await tip.isVisible(), false, 'it is still told after the pointer has gone')
  },
  'the data of a chart opens by keyboard, and is copied as CSV': async (page) => {
    const data = page.locator('figure details.data').first()
    await data.locator('summary').focus()
    await page.keyboard.press('Enter')
    ok(await data.locator('table').isVisible(), 'the data stays closed')
    const copy = data.locator('button')
    const before = await copy.innerText()
    await copy.click()
    await copy.filter({ hasNotText: before }).waitFor()
    const csv = await page.evaluate(() => navigator.clipboard.readText())
    const heads = await data.locator('thead th').allInnerTexts()
    match(csv, new RegExp(`^"?${RegExp.escape(heads[0]!)}`))
    equal(csv.trim().split(/\r?\n/).length, 1 + (await data.locator('tbody tr').count()), 'rows are missing')
  },
}
