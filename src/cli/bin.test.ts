import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bin, emptyFolder } from '../../test/support/commandLine.ts'
import type { Report } from '../harness/report.ts'

const env = { ...process.env, NO_COLOR: '1' }
const run = (argv: readonly string[], cwd: string) =>
  spawnSync(process.execPath, [bin, ...argv], { cwd, env, encoding: 'utf8' })

test('the program ends with the code of the command line', () => {
  const folder = emptyFolder()
  expect(run(['--version'], folder)).toMatchObject({ status: 0, stderr: '' })
  expect(run(['tset'], folder)).toMatchObject({ status: 2, stdout: '' })
})

test('nobody listening any more is no failure', () => {
  // `true` is gone long before the first line comes.
  const piped = `"${process.execPath}" "${bin}" test auth | true; echo \${PIPESTATUS[0]}`
  const { stdout, stderr } = spawnSync('bash', ['-c', piped], { cwd: emptyFolder(), env, encoding: 'utf8' })
  expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' })
})

test('without a terminal and with NO_COLOR there is no escape sequence', () => {
  const { stdout, stderr } = run(['test', 'auth-401', '--target', 'client,tutorial-fallback'], emptyFolder())
  expect(stdout).toContain('x auth-401')
  expect(stdout + stderr).not.toContain('\u001b')
})

describe('who stops it', () => {
  /** Signals as soon as a run is over, and waits for the end. */
  function stopped(signal: NodeJS.Signals, cwd: string, argv: readonly string[]) {
    return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      const child = spawn(process.execPath, [bin, 'test', ...argv], { cwd, env })
      let [out, err, sent] = ['', '', false]
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        if (sent || !/^ .* ok /m.test(out)) return
        sent = true
        child.kill(signal)
      })
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
      child.on('close', (code) => resolve({ code, out, err }))
    })
  }

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s on real sockets gets %d and a complete report of what was played', async (signal, expected) => {
    const folder = emptyFolder()
    // The named ones would take two minutes.
    const { code, out, err } = await stopped(signal, folder, ['rpm-window', 'ra-ms', 'auth-401', '--world', 'loopback'])
    expect(code, err).toBe(expected)
    expect(out).toContain('Report: reports/latest/report.html')
    const latest = join(folder, 'reports/latest')
    const report = JSON.parse(readFileSync(join(latest, 'report.json'), 'utf8')) as Report
    const verdicts = new Map(report.runs.map(({ scenario, verdict }) => [scenario, verdict]))
    expect(verdicts.get('rpm-window')).toBe('left-out')
    expect([...verdicts.values()]).toContain('held')
    expect(report.verdict).toBe('no-verdict')
    expect(JSON.parse(readFileSync(join(latest, 'run.json'), 'utf8'))).toMatchObject({ state: 'interrupted' })
    expect(readFileSync(join(latest, 'history.ndjson'), 'utf8').endsWith('\n')).toBe(true)
    for (const file of ['report.html', 'junit.xml']) expect(readFileSync(join(latest, file), 'utf8')).toMatch(/>\n$/)
  })
})

describe('on a Node that is too old', () => {
  /** What the program sees of its Node is a version; so an old one is the present one with another version. */
  function runAsOld(cwd: string) {
    const pretend = join(cwd, 'old.cjs')
    writeFileSync(pretend, "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })")
    return spawnSync(process.execPath, ['--require', pretend, join(cwd, 'bin/brownout.mjs'), '--version'], {
      cwd,
      encoding: 'utf8',
    })
  }

  function packageIn(folder: string): void {
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'bin/brownout.mjs'), readFileSync(bin))
  }

  test('it says so in three lines and ends with 5', () => {
    const folder = emptyFolder()
    packageIn(folder)
    expect(runAsOld(folder)).toMatchObject({
      status: 5,
      stdout: '',
      stderr: `error: brownout needs Node 22.19 or newer, and this is 20.20.2.
   at: ${process.execPath}
  fix: Install Node 22.19 or newer, or bring one with the project: npm i -D node@26
`,
    })
  })

  test('it goes on with the Node of the project', () => {
    const folder = emptyFolder()
    packageIn(folder)
    const node = join(folder, 'node_modules/.bin/node')
    mkdirSync(dirname(node), { recursive: true })
    writeFileSync(node, '#!/bin/sh\nif [ "$1" = --version ]; then echo v26.1.0; else echo "in $*"; exit 3; fi\n')
    chmodSync(node, 0o755)
    expect(runAsOld(folder)).toMatchObject({ status: 3, stdout: `in ${join(folder, 'bin/brownout.mjs')} --version\n` })
  })

  test('a Node of the project that is too old as well does not help', () => {
    const folder = emptyFolder()
    packageIn(folder)
    const node = join(folder, 'node_modules/.bin/node')
    mkdirSync(dirname(node), { recursive: true })
    writeFileSync(node, '#!/bin/sh\necho v22.18.0\n')
    chmodSync(node, 0o755)
    expect(runAsOld(folder).status).toBe(5)
  })
})

describe('nothing is loaded before it is needed', () => {
  /** The packages of which anything was loaded. */
  function packagesLoadedBy(argv: readonly string[]): string[] {
    const folder = emptyFolder()
    const hooks = join(folder, 'hooks.mjs')
    writeFileSync(
      hooks,
      `import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
registerHooks({ load(url, context, next) {
  appendFileSync(${JSON.stringify(join(folder, 'loaded'))}, url + '\\n')
  return next(url, context)
} })`,
    )
    const { status } = spawnSync(process.execPath, ['--import', hooks, bin, ...argv], { cwd: folder, env })
    expect(status).toBe(0)
    const loaded = readFileSync(join(folder, 'loaded'), 'utf8')
    return [
      ...new Set([...loaded.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map((found) => found[1]!)),
    ].toSorted()
  }

  test.each<[argv: string[], never: string[]]>([
    [['--help'], ['yargs', 'undici', 'valibot', 'msw', 'fast-check', 'jiti']],
    [['--version'], ['yargs', 'undici', 'valibot', 'msw', 'fast-check', 'jiti']],
    [
      ['list', 'scenarios'],
      ['undici', 'valibot', 'msw', 'fast-check', 'jiti'],
    ],
    [
      ['test', 'auth-401'],
      ['valibot', 'msw', 'fast-check', 'jiti'],
    ],
  ])('brownout %j loads none of %j', (argv, never) => {
    const loaded = packagesLoadedBy(argv)
    expect(loaded.filter((name) => never.includes(name))).toEqual([])
    // The hook works: what is needed is seen.
    if (argv[0] === 'test') expect(loaded).toEqual(expect.arrayContaining(['yargs', 'undici']))
  })
})
