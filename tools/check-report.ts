/**
 * Makes reports and opens them in a real Chromium: `npm run check:report [-- --quick] [-- --keep FOLDER]`. At two widths, light and dark,
 * in print, without scripts, under Jenkins' policy; nothing may be asked for, thrown, cut off or unreadable, and axe must find
 * nothing. Pictures lie in the folder that `--keep` names. Exits with 1 where anything is wrong.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { audit, chromiumPath, look, looks } from './report/browser.ts'
import { makePages } from './report/pages.ts'

/** Promised of 100,000 calls. */
const mostKb = 600
const mostLoadMs = 1_000

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, keep: { type: 'string' } } })

if (chromiumPath === undefined) {
  console.log('skipped: this machine has no Chromium (Debian: apt-get install chromium)')
  process.exit(0)
}

const folder = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'brownout-report-')) : resolve(values.keep)
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
})
let wrong = 0
try {
  const pages = makePages(folder, values.quick === true ? ['broken', 'bad-day'] : [])
  for (const { name, file } of pages) {
    const path = realpathSync(file)
    const kb = Math.ceil(statSync(path).size / 1024)
    const problems: string[] = kb > mostKb ? [`is ${kb} KB, more than ${mostKb}`] : []
    const loads: number[] = []
    for (const one of looks) {
      const seen = await look(browser, path, one, join(folder, `${name}-${one.name}.png`))
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
      problems.push(...(await audit(browser, path, ground, width)).map((problem) => `${ground} ${width}: ${problem}`))
    wrong += problems.length
    const verdict = problems.length === 0 ? 'ok  ' : 'FAIL'
    console.log(
      `${verdict} ${name.padEnd(8)} ${String(kb).padStart(4)} KB, opens in ${Math.round(usual)} ms (median), ${looks.length} looks`,
    )
    for (const problem of problems) console.log(`     ${problem}`)
  }
} finally {
  await browser.close()
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
}
if (values.keep !== undefined) console.log(`Pictures: ${folder}`)
process.exit(wrong === 0 ? 0 : 1)
