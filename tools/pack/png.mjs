// Charts as PNG in a project that has just installed the package: without a canvas, and after the very command that is told then.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const wantedWidth = 1800
const leastBytes = 20_000

/** `wrong` is empty where all is as it should be. */
export function withoutAndWithPng(home, { cache }) {
  const env = { ...process.env, npm_config_cache: cache, npm_config_audit: 'false', npm_config_loglevel: 'error' }
  const ask = (command, args, isShell = false) =>
    spawnSync(command, args, { cwd: home, env, encoding: 'utf8', shell: isShell })
  const wrong = []
  const latest = join(home, 'reports/latest')

  const without = ask('npx', [
    'brownout',
    'bench',
    '--world',
    'virtual',
    '--models',
    'deepseek-chat',
    '--requests',
    '500',
  ])
  const lines = without.stdout.split('\n').filter((line) => line.includes('PNG'))
  const fix = /^PNG charts off: .*\. Fix: (.+)$/.exec(lines[0] ?? '')?.[1]
  if (without.status !== 0) wrong.push(`without a canvas the benchmark ended with ${without.status}: ${without.stderr}`)
  if (lines.length !== 1 || fix === undefined) wrong.push(`without a canvas it said ${JSON.stringify(lines)}`)
  const files = readdirSync(latest)
  for (const name of ['report.html', 'report.json', 'junit.xml', 'trace.json'])
    if (!files.includes(name)) wrong.push(`without a canvas there is no ${name}`)
  if (files.some((name) => name.endsWith('.png'))) wrong.push('a picture without a canvas')

  const mended = ask(fix ?? 'false', [], true)
  if (mended.status !== 0) wrong.push(`"${fix}" ended with ${mended.status}: ${mended.stderr}`)
  const withCanvas = ask('npx', ['brownout', 'report', '--format', 'png'])
  if (withCanvas.status !== 0)
    wrong.push(`with a canvas the report ended with ${withCanvas.status}: ${withCanvas.stderr}`)
  const drawn = readdirSync(latest).filter((name) => name.endsWith('.png'))
  if (!drawn.includes('latency.png')) wrong.push(`with a canvas: ${withCanvas.stdout}`)
  for (const name of drawn) wrong.push(...wrongWith(name, readFileSync(join(latest, name))))
  const doctor = ask('npx', ['brownout', 'doctor', '--json'])
  const charts = JSON.parse(doctor.stdout).findings.find(({ check }) => check === 'charts')
  if (charts?.state !== 'ok') wrong.push(`doctor says ${JSON.stringify(charts)}`)

  return { wrong, told: `PNG: one line without a canvas; after "${fix}": ${drawn.length} pictures` }
}

/** Signature and head of a PNG file (PNG specification, 5.2 and 11.2.1), and whether there can be a chart in it. */
function wrongWith(name, bytes) {
  if (bytes.subarray(0, 8).toString('latin1') !== '\u0089PNG\r\n\u001a\n') return [`${name} is no PNG`]
  const width = bytes.readUInt32BE(16)
  if (width !== wantedWidth) return [`${name} is ${width} pixels wide`]
  return bytes.length < leastBytes ? [`${name} has ${bytes.length} bytes: there is no text in it`] : []
}
