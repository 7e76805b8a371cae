// Packs the package, installs it into an empty folder as a stranger would, and runs the main job there.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pack } from './pack.mjs'
import { withoutAndWithPng } from './pack/png.mjs'

const goalMb = 15
const owedSeconds = 20
// A registry that stalls is asked again; how long it takes is printed, and fails nothing.
const install = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-timeout=20000', '--fetch-retries=5']
const folder = mkdtempSync(join(tmpdir(), 'brownout-stranger-'))

function sizeOf(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}

try {
  const { path, size, entryCount } = pack(folder)
  console.log(`packed: ${basename(path)}, ${(size / 1024).toFixed(0)} KiB, ${entryCount} files`)
  const home = join(folder, 'empty')
  execFileSync('mkdir', [home])
  writeFileSync(join(home, 'package.json'), '{ "private": true }')

  const before = performance.now()
  execFileSync('npm', [...install, '--cache', join(folder, 'cache'), path], {
    cwd: home,
    stdio: 'inherit',
  })
  const run = spawnSync('npx', ['brownout', 'test'], { cwd: home, encoding: 'utf8' })
  const seconds = (performance.now() - before) / 1000
  console.log(run.stdout.trim().split('\n').slice(-3).join('\n'))
  const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8')).packages
  const scripts = Object.entries(lock)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path)
  const megabytes = sizeOf(join(home, 'node_modules')) / 1024 / 1024
  console.log(
    `installed: ${Object.keys(lock).length - 1} packages, ${megabytes.toFixed(1)} MB (goal ${goalMb}), install scripts: ${scripts.join(', ') || 'none'}`,
  )
  console.log(`cold install and main job: ${seconds.toFixed(1)} s (owed < ${owedSeconds}); exit ${run.status}`)
  const reports = readdirSync(join(home, 'reports'))
  const throughMsw = () =>
    spawnSync('npx', ['brownout', 'test', '--world', 'msw', 'auth-401'], { cwd: home, encoding: 'utf8' })
  const without = throughMsw()
  execFileSync('npm', [...install, 'msw@3', '@mswjs/interceptors'], {
    cwd: home,
    stdio: 'ignore',
  })
  const withMsw = throughMsw()
  console.log(`msw world: exit ${without.status} without MSW (owed 3), exit ${withMsw.status} once it is installed`)
  const pictures = withoutAndWithPng(home, { cache: join(folder, 'cache') })
  console.log(pictures.told)
  for (const wrong of pictures.wrong) console.error(`PNG: ${wrong}`)
  if (run.status !== 0) console.error(run.stdout, run.stderr)
  if (withMsw.status !== 0) console.error(withMsw.stdout, withMsw.stderr)
  const works = run.status === 0 && without.status === 3 && withMsw.status === 0 && pictures.wrong.length === 0
  const isLean = scripts.length === 0 && megabytes <= goalMb
  process.exitCode = works && isLean && reports.includes('latest') ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
