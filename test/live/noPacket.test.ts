import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bin, emptyFolder } from '../support/commandLine.ts'
import type { TypedLine } from '../support/live/typedLines.ts'
import { noNamespace, typeWatched, withoutRoute } from '../support/live/typeWatched.ts'

const key = 'sk-4f9aQ2xL8mN7bV5cW3eR'
/** TEST-NET-1 (RFC 5737): nobody is there. */
const proxy = 'http://192.0.2.1:3128'
const provider = 'https://api.holysheep.ai/v1'

const configs: Readonly<Record<string, string | undefined>> = {
  none: undefined,
  provider: `export default { provider: 'holysheep', models: [{ id: 'deepseek-chat', price: { input: '0.27', output: '1.10', asOf: '2026-11' } }] }`,
  address: `export default { baseURL: 'https://api.other.test/v1', apiKeyEnv: 'OTHER_KEY' }`,
  live: `export default { live: true, maxCost: '1', baseURL: 'https://api.other.test/v1' }`,
}

const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: {},
  key: { HOLYSHEEP_API_KEY: key, OPENAI_API_KEY: key, OTHER_KEY: key },
  address: { OPENAI_BASE_URL: provider, OPENAI_API_BASE: provider, HOLYSHEEP_BASE_URL: provider },
  proxy: { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, https_proxy: proxy, http_proxy: proxy, ALL_PROXY: proxy },
  wish: { BROWNOUT_LIVE: '1', BROWNOUT_YES: '1', BROWNOUT_MAX_COST: '1', CI: '1', NODE_ENV: 'production' },
}

/** Everything but the flag itself. */
const nearly = ['--max-cost', '1', '--max-requests', '5', '--yes', '--confirm-live', 'api.holysheep.ai']

/** Refused, or told, at once. */
const quick: Readonly<Record<string, readonly string[]>> = {
  'bench with an address': ['bench', '--requests', '3', '--base-url', provider],
  'bench with all but the flag': ['bench', '--requests', '3', '--base-url', provider, ...nearly],
  'bench with the flag off': ['bench', '--requests', '3', '--base-url', provider, '--no-live', ...nearly],
  'bench with a value for the flag': ['bench', '--base-url', provider, '--live=false', ...nearly],
  'bench with a part of the flag': ['bench', '--base-url', provider, '--liv', ...nearly],
  'bench behind --': ['bench', '--base-url', provider, ...nearly, '--', '--live'],
  'bench of a scenario': ['bench', '--base-url', provider, '--scenario', 'storm-short', ...nearly],
  record: ['record', '--upstream', provider, '--out', 'x.ndjson', '--max-exchanges', '3'],
  'record with all but the flag': [
    'record',
    '--upstream',
    provider,
    '--out',
    'x.ndjson',
    '--confirm-live',
    'api.holysheep.ai',
  ],
  claims: ['claims'],
}

/** Some seconds each: they do measure this machine, and the mock. */
const slow: Readonly<Record<string, readonly string[]>> = {
  bench: ['bench', '--requests', '3', '--rate', '50/s'],
  doctor: ['doctor'],
  'doctor with an address': ['doctor', '--base-url', provider],
  test: ['test', 'auth-401', '--world', 'virtual,loopback'],
}

const everything = Object.assign({}, ...Object.values(environments)) as Readonly<Record<string, string>>

interface Combination {
  readonly what: string
  readonly line: TypedLine
}

function combinations(): Combination[] {
  return Object.entries(configs).flatMap(([config, text]) => {
    const cwd = emptyFolder(text === undefined ? {} : { 'bench.config.mjs': text })
    const typed = (shots: typeof quick, environment: string, env: Readonly<Record<string, string>>) =>
      Object.entries(shots).map(([shot, argv]) => ({
        what: `${shot}, config ${config}, environment ${environment}`,
        line: { argv, env, cwd },
      }))
    return [
      ...Object.entries({ ...environments, everything }).flatMap(([name, env]) => typed(quick, name, env)),
      ...(config === 'address' ? typed(slow, 'everything', everything) : []),
    ]
  })
}

/** With the flag, and all that belongs to it, something does go out: or the watch would see nothing. */
const withLeave = (cwd: string): TypedLine => ({
  argv: ['doctor', '--live', '--base-url', provider, '--no-config'],
  env: { HOLYSHEEP_API_KEY: key },
  cwd,
})

function expectNothingOut(within: readonly string[] = []): void {
  const tried = combinations()
  const ends = typeWatched([...tried.map(({ line }) => line), withLeave(emptyFolder())], within)
  const control = ends.at(-1)!
  expect(control.attempts).toContain('look-up of api.holysheep.ai')
  const left = tried.flatMap(({ what }, index) =>
    ends[index]!.attempts.length === 0 ? [] : [`${what}: ${ends[index]!.attempts.join(', ')}`],
  )
  expect(left).toEqual([])
  // Whoever names a provider, and not the flag, is told so; nothing is measured in silence instead.
  const unrefused = tried.flatMap(({ what, line: { argv } }, index) =>
    argv.includes(provider) && ![2, 4].includes(ends[index]!.code) ? [`${what}: ${ends[index]!.code}`] : [],
  )
  // `doctor` says that it did not ask: it looks at this machine.
  expect(unrefused.filter((what) => !what.startsWith('doctor'))).toEqual([])
  expect(tried.length).toBeGreaterThan(200)
}

describe('without the literal --live no packet leaves this machine', () => {
  test('whatever config, environment and flags say', { timeout: 240_000 }, () => expectNothingOut())

  const reason = noNamespace()
  test.skipIf(reason !== undefined)(
    `nor where there is no way out${reason === undefined ? '' : ` (skipped: ${reason})`}`,
    { timeout: 240_000 },
    () => expectNothingOut(withoutRoute),
  )
})

describe('where Node itself forbids the network', () => {
  const run = (...argv: string[]) => {
    const cwd = emptyFolder()
    const permitted = ['--permission', '--allow-fs-read=*', `--allow-fs-write=${cwd}`]
    const env = { PATH: process.env['PATH'], HOLYSHEEP_API_KEY: key, NODE_NO_WARNINGS: '1' }
    return spawnSync(process.execPath, [...permitted, bin, ...argv], { cwd, encoding: 'utf8', env })
  }

  test('rehearsals on the virtual clock need none', () => {
    const { status, stderr } = run('test', 'auth-401', '--no-config')
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('ERR_ACCESS_DENIED')])
  })

  test('what is not live is refused before anybody would forbid it', () => {
    const { status, stderr } = run('record', '--upstream', provider, '--out', 'x.ndjson')
    expect([status, stderr]).toEqual([4, expect.stringContaining('is not this machine')])
  })
})

const hasStrace = spawnSync('strace', ['-V']).status === 0
test.skipIf(!hasStrace)('the kernel sees connections to loopback alone', { timeout: 60_000 }, () => {
  const folder = emptyFolder()
  const log = join(folder, 'strace.txt')
  const traced = spawnSync(
    'strace',
    [
      '-f',
      '-qq',
      '-e',
      'trace=connect,sendto,sendmsg',
      '-o',
      log,
      process.execPath,
      bin,
      'test',
      'auth-401',
      '--world',
      'loopback',
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...environments['key'], ...environments['address'], ...environments['wish'] },
    },
  )
  if (/ptrace|Operation not permitted/.test(traced.stderr)) return
  const addresses = Array.from(
    readFileSync(log, 'utf8').matchAll(/inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/g),
  )
  expect(addresses.length).toBeGreaterThan(0)
  expect(addresses.map(([, v4, v6]) => v4 ?? v6).filter((address) => !/^127\.|^::1$/.test(address!))).toEqual([])
})
