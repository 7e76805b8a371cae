import type { Browser, Page } from 'playwright-core'
import { benchBehaviours } from './bench.ts'
import { commonBehaviours } from './common.ts'
import { planBehaviours } from './plan.ts'
import { testBehaviours } from './test.ts'

/** Does something to a page as a reader would; throws where it does not do as it should. */
type Behaviour = (page: Page) => Promise<void>
export type Behaviours = Readonly<Record<string, Behaviour>>

/** `table`: the published one, of no run. */
export type PageKind = 'bench' | 'plan' | 'test' | 'table'

const ofKind: Readonly<Record<PageKind, Behaviours>> = {
  bench: benchBehaviours,
  plan: planBehaviours,
  test: testBehaviours,
  table: {},
}

/** What the page's script should do for a reader, and does not. Each is tried on a page that was opened anew. */
export async function misbehaviours(browser: Browser, file: string, kind: PageKind): Promise<string[]> {
  const problems: string[] = []
  for (const [name, behaviour] of Object.entries({ ...commonBehaviours, ...ofKind[kind] })) {
    const context = await browser.newContext({
      colorScheme: 'light',
      viewport: { width: 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    try {
      const page = await context.newPage()
      page.setDefaultTimeout(patienceMs)
      await page.goto(`file://${file}`)
      await behaviour(page)
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message.split('\n', 1)[0]!}`)
    } finally {
      await context.close()
    }
  }
  return problems
}

/** What is not there by then never comes. */
const patienceMs = 15_000
