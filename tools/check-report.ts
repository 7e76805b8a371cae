/**
 * Makes reports and opens them in a real Chromium: `npm run check:report [-- --quick] [-- --only NAMES] [-- --keep FOLDER]`. At two
 * widths, light and dark, in print, without scripts, under Jenkins' policy; nothing may be asked for, thrown, cut off or unreadable,
 * axe must find nothing, and what the page's script does for a reader is done. Pictures lie in the folder that `--keep` names.
 * Exits with 1 where anything is wrong.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { audit } from './report/audit.ts'
import { misbehaviours } from './report/behaviours/behave.ts'
import { chromiumPath, openBrowser } from './report/browser.ts'
import { problemsOfComparing } from './report/comparedPages.ts'
import { look } from './report/look.ts'
import { looks } from './report/looks.ts'
import { makePages, quickPages, type MadePage } from './report/pages.ts'

/** Promised of a run: of 100,000 calls, and of sixteen cells of three models. */
const mostKb = 600
const mostLoadMs = 1_000

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, keep: { type: 'string' } },
})

if (chromiumPath === undefined) {
  console.log('skipped: this machine has no Chromium (Debian: apt-get install chromium)')
  process.exit(0)
}

const folder = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'brownout-report-')) : resolve(values.keep)
mkdirSync(folder, { recursive: true })
let wrong = 0
const browser = await openBrowser()
try {
  const pages = await makePages(folder, values.only?.split(',') ?? (values.quick ? quickPages : []))
  for (const page of pages) await check(browser, page)
  const [before, after] = ['bad-day', 'bad-day-vi'].flatMap((name) => pages.find((page) => page.name === name) ?? [])
  if (before !== undefined) tell('a page stands for its run in compare', problemsOfComparing(before, after ?? before))
} finally {
  await browser.close()
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
}
if (values.keep !== undefined) console.log(`Pictures: ${folder}`)
process.exit(wrong === 0 ? 0 : 1)

async function check(opened: Browser, { name, file, kind }: MadePage): Promise<void> {
  const path = realpathSync(file)
  const kb = Math.ceil(statSync(path).size / 1024)
  const problems: string[] = kb > mostKb && kind !== 'table' ? [`is ${kb} KB, more than ${mostKb}`] : []
  const loads: number[] = []
  const wanted = looks.filter(({ isQuick }) => !values.quick || isQuick)
  for (const one of wanted) {
    const picture = values.keep === undefined ? undefined : join(folder, `${name}-${one.name}.png`)
    const seen = await look(opened, path, one, picture)
    loads.push(seen.loadMs)
    problems.push(...seen.problems.map((problem) => `${one.name}: ${problem}`))
  }
  // Half of them: one look that met a busy machine says nothing of the page.
  const usual = loads.toSorted((one, other) => one - other)[loads.length >> 1]!
  if (usual > mostLoadMs) problems.push(`took ${Math.round(usual)} ms to open, more than ${mostLoadMs}`)
  for (const [ground, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const)
    problems.push(...(await audit(opened, path, ground, width)).map((problem) => `${ground} ${width}: ${problem}`))
  problems.push(...(await misbehaviours(opened, path, kind)))
  const opens = `opens in ${Math.round(usual)} ms (median of ${wanted.length} looks)`
  tell(`${name.padEnd(10)} ${String(kb).padStart(4)} KB, ${opens}`, problems)
}

function tell(what: string, problems: readonly string[]): void {
  wrong += problems.length
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${what}`)
  for (const problem of problems) console.log(`     ${problem}`)
}
