import { equal, match, notEqual } from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Behaviours } from './behave.ts'

const groundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

export const commonBehaviours: Behaviours = {
  'light and dark are switched by keyboard': async (page) => {
    const light = await groundOf(page)
    const button = page.locator('header button.ground')
    await button.focus()
    await page.keyboard.press('Enter')
    const dark = await groundOf(page)
    notEqual(dark, light, 'the ground stays as it is')
    await page.keyboard.press('Space')
    equal(await groundOf(page), light, 'the second press does not undo the first')
  },
  'a link of the contents leads to its section, and stands out there': async (page) => {
    const link = page.locator('nav a').last()
    const name = await link.innerText()
    await link.click()
    const place = await page.evaluate(() => location.hash)
    match(place, /^#[a-z0-9-]+$/)
    equal(await page.locator(place).innerText(), name)
    await page.locator('nav a[aria-current]', { hasText: name }).waitFor()
    equal(await page.locator('nav a[aria-current]').count(), 1, 'more than one section is the current one')
  },
}
