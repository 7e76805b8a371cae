import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { flawsOf } from './flaws.ts'
import type { Look } from './looks.ts'

/** What a browser found wrong, and how long it took. */
export interface Seen {
  readonly problems: readonly string[]
  readonly loadMs: number
}

/** Opens a page in one look; a picture of it is left at `picture`, if one is wanted. */
export async function look(browser: Browser, file: string, one: Look, picture?: string): Promise<Seen> {
  const context = await browser.newContext({ ...one.options, viewport: { width: one.width, height: 900 } })
  try {
    const page = await context.newPage()
    const problems: string[] = []
    const url = one.policy === undefined ? `file://${file}` : 'http://127.0.0.1:9/report.html'
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) problems.push(`asked for ${request.url()}`)
    })
    page.on('pageerror', (error) => problems.push(`threw ${error.message}`))
    // Jenkins' policy blocks our style and our script: that is what is looked at.
    page.on('console', (message) => {
      if (message.type() === 'error' && one.policy === undefined) problems.push(`says ${message.text()}`)
    })
    if (one.policy !== undefined) await serveUnder(page, file, one.policy)
    if (one.media !== undefined) await page.emulateMedia({ media: one.media })
    const before = performance.now()
    await page.goto(url, { waitUntil: 'load' })
    const loadMs = performance.now() - before
    if (one.policy === undefined) problems.push(...(await flawsOf(page)))
    problems.push(...(await unreadable(page)))
    if (picture !== undefined) await takePicture(page, picture)
    return { problems, loadMs }
  } finally {
    await context.close()
  }
}

/** Of what is higher only the beginning: a picture of 100,000 px takes minutes, and nobody scrolls through it. */
const mostPx = 24_000

async function takePicture(page: Page, path: string): Promise<void> {
  const { width, height } = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return { width: scrollWidth, height: scrollHeight }
  })
  await page.setViewportSize({ width, height: Math.min(height, mostPx) })
  await page.screenshot({ path, timeout: patienceMs })
}

const patienceMs = 120_000

async function serveUnder(page: Page, file: string, policy: string): Promise<void> {
  await page.route('**/*', (route) =>
    route.fulfill({
      body: readFileSync(file),
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
    }),
  )
}

/** Even without scripts and without style the whole is there, and in order. */
async function unreadable(page: Page): Promise<string[]> {
  const text = await page.locator('body').innerText()
  return (await page.locator('h1').isVisible()) && text.length > 500 ? [] : ['cannot be read']
}
