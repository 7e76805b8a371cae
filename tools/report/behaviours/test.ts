import { equal, ok } from 'node:assert/strict'
import type { Behaviours } from './behave.ts'

export const testBehaviours: Behaviours = {
  'a broken cell leads to its story, be it closed or not': async (page) => {
    const links = page.locator('.matrix td a')
    if ((await links.count()) === 0) return
    const link = links.last()
    await link.focus()
    await page.keyboard.press('Enter')
    const story = page.locator(`[id="${(await link.getAttribute('href'))!.slice(1)}"]`)
    ok(await story.isVisible(), 'its story stays closed')
  },
  'each story opens and closes by keyboard': async (page) => {
    const summary = page.locator('#broke ~ details > summary').first()
    if ((await summary.count()) === 0) return
    const isOpen = () => summary.evaluate((one) => (one.parentElement as HTMLDetailsElement).open)
    equal(await isOpen(), true)
    await summary.focus()
    await page.keyboard.press('Enter')
    equal(await isOpen(), false, 'it stays open')
  },
}
