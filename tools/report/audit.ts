import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeWindow {
  readonly axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
}

/** What axe finds wrong, which the page's policy has to let in. */
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
