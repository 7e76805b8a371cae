import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where this machine has a Chromium; undefined where it has none. */
export const chromiumPath = paths.find((path) => existsSync(path))

export interface Look {
  readonly name: string
  readonly width: number
  readonly options?: BrowserContextOptions
  readonly media?: 'print'
  /** A policy that the server sends, as Jenkins does; without it the page is opened from a file. */
  readonly policy?: string
}

/** Jenkins' default for what builds leave behind (hudson.model.DirectoryBrowserSupport.CSP). */
const jenkins = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';"

export const looks: readonly Look[] = [
  { name: '1280-light', width: 1280, options: { colorScheme: 'light' } },
  { name: '1280-dark', width: 1280, options: { colorScheme: 'dark' } },
  { name: '320-light', width: 320, options: { colorScheme: 'light' } },
  { name: '320-dark', width: 320, options: { colorScheme: 'dark' } },
  { name: 'print', width: 1000, media: 'print' },
  { name: 'no-scripts', width: 1280, options: { javaScriptEnabled: false } },
  { name: 'jenkins', width: 1280, policy: jenkins },
]

/** What a browser found wrong, and how long it took. */
export interface Seen {
  readonly problems: readonly string[]
  readonly loadMs: number
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Opens a page in one look; a picture of it is left at `picture`. */
export async function look(browser: Browser, file: string, one: Look, picture: string): Promise<Seen> {
  // axe is put into the page, which its policy would forbid.
  const context = await browser.newContext({
    ...one.options,
    viewport: { width: one.width, height: 900 },
    bypassCSP: false,
  })
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
    if (one.policy !== undefined)
      await page.route('**/*', (route) =>
        route.fulfill({
          body: readFileSync(file),
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': one.policy! },
        }),
      )
    if (one.media !== undefined) await page.emulateMedia({ media: one.media })
    const before = performance.now()
    await page.goto(url, { waitUntil: 'load' })
    const loadMs = performance.now() - before
    await page.screenshot({ path: picture, fullPage: true })
    if (one.policy === undefined && one.options?.javaScriptEnabled !== false)
      problems.push(...(await wrongWith(page, one)))
    else problems.push(...(await unreadable(page)))
    return { problems, loadMs }
  } finally {
    await context.close()
  }
}

async function wrongWith(page: Page, { media }: Look): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const cut = media === undefined ? await page.evaluate(cutTexts) : []
  return [
    ...(wide > 0 && media === undefined ? [`is ${wide} px wider than its window`] : []),
    ...cut.map((text) => `cuts off ${JSON.stringify(text)}`),
  ]
}

/** Texts of pictures that stick out of them or lie over each other. Runs in the page. */
function cutTexts(): string[] {
  return [...document.querySelectorAll('svg')].flatMap((svg) => {
    const frame = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll('text')].map((text) => ({
      text: text.textContent,
      box: text.getBoundingClientRect(),
    }))
    const out = texts.filter(
      ({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1,
    )
    const over = texts.filter(({ box }, index) =>
      texts.slice(index + 1).some((other) => {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
        return across > 1 && down > 4
      }),
    )
    return [...out, ...over].map(({ text }) => text)
  })
}

/** Without scripts and without style the whole is there, and in order. */
async function unreadable(page: Page): Promise<string[]> {
  const text = await page.locator('body').innerText()
  return (await page.locator('h1').isVisible()) && text.length > 500 ? [] : ['cannot be read']
}

/** What axe finds wrong: in a page whose policy lets it in. */
export async function audit(
  browser: Browser,
  file: string,
  colorScheme: 'light' | 'dark',
  width: number,
): Promise<string[]> {
  const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } })
  try {
    const page = await context.newPage()
    await page.goto(`file://${file}`)
    await page.addScriptTag({ content: axe })
    const found = await page.evaluate(() => (globalThis as unknown as AxeWindow).axe.run())
    return found.violations.map(
      ({ id, nodes }) => `axe ${id}: ${nodes.length} times, first ${nodes[0]!.html.slice(0, 120)}`,
    )
  } finally {
    await context.close()
  }
}

interface AxeWindow {
  readonly axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
}
