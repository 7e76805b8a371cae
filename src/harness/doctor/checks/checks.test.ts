import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder } from '../../../../test/support/commandLine.ts'
import { RealClock } from '../../../runtime/index.ts'
import { examine } from '../examine.ts'
import type { Check, Finding, Machine } from '../finding.ts'
import { NotDrawn } from '../../report.ts'
import { certificates } from './certificates.ts'
import { charts } from './charts.ts'
import { cpu } from './cpu.ts'
import { folder } from './folder.ts'
import { loopback } from './loopback.ts'
import { meter } from './meter.ts'
import { node } from './node.ts'
import { openFiles } from './openFiles.ts'
import { proxy } from './proxy.ts'
import { wallClock } from './wallClock.ts'

/** A clock that is watched for no time at all, and may say anything. */
function clockAt(epochsMs: readonly number[]) {
  const clock = new RealClock()
  let asked = 0
  const at = (): number => epochsMs[Math.min(asked++, epochsMs.length - 1)]!
  return { now: () => 0, epochMs: at, sleep: async () => {}, timer: clock.timer.bind(clock), pending: () => 0 }
}

const today = Date.UTC(2026, 10, 27)
const spread = (p50: number, p99 = p50) => [...Array(98).fill(p50), p99, p99] as number[]
/** Draws the letters that its font has; a box for all others. */
const drawing = (known: string) => (letter: string) => (letter === ' ' ? '' : known.includes(letter) ? letter : 'box')
const notDrawing = (isAbsent: boolean) => () => {
  throw new NotDrawn('', { why: 'so it is', fix: 'npm i it', isAbsent })
}

function machine(changes: Partial<Machine> = {}): Machine {
  const cwd = emptyFolder()
  return {
    node: { version: '26.10.0', path: '/usr/bin/node', atLeast: '22.19.0' },
    env: {},
    cwd,
    out: { path: join(cwd, 'reports'), shown: 'reports' },
    clock: clockAt([today]),
    cores: 2,
    loadAverage: () => 0.3,
    openFiles: () => 20_000,
    drawLetter: drawing('ếộữ₫A'),
    reachLoopback: async () => {},
    readKnownDelay: async () => spread(50.3, 51.9),
    ...changes,
  }
}

const look = async (check: Check, changes: Partial<Machine> = {}) => check.look(machine(changes))
const failing = (code: string) => async () => Promise.reject(Object.assign(new Error(code), { code }))
const not = (code: string) => () => {
  throw Object.assign(new Error(`Cannot find ${code}`), { code })
}

test('of a good machine every check says so, and there is nothing to mend', async () => {
  const findings: Finding[] = []
  await examine(machine(), (finding) => findings.push(finding))
  expect(findings.map(({ state, fix }) => [state, fix])).toEqual(Array(10).fill(['ok', null]))
  expect(findings.map(({ text }) => text)).toContain(
    'meter: 50.0 ms known delay read as 50.3 ms p50 / 51.9 ms p99, never below 50.0 ms',
  )
})

describe('each thing that can be wrong is said, with what to do', () => {
  const under = () => {
    const cwd = emptyFolder({ reports: 'a file' })
    return { out: { path: join(cwd, 'reports/deep'), shown: 'reports/deep' } }
  }
  test.each<
    [
      name: string,
      check: Check,
      changes: () => Partial<Machine>,
      state: Finding['state'],
      text: string,
      fix: string | null,
    ]
  >([
    [
      'an old Node',
      node,
      () => ({ node: { version: '22.9.0', path: '/n', atLeast: '22.19.0' } }),
      'broken',
      'Node 22.9.0 is too old',
      'npm i -D node@26',
    ],
    [
      'a folder below a file',
      folder,
      under,
      'broken',
      'reports/deep cannot be written: the system said ENOTDIR',
      '--out DIR',
    ],
    [
      'no loopback',
      loopback,
      () => ({ reachLoopback: failing('EADDRNOTAVAIL') }),
      'broken',
      'not reachable: EADDRNOTAVAIL',
      'ip link set lo up',
    ],
    [
      'a proxy for everything',
      proxy,
      () => ({ env: { http_proxy: 'http://me:secret@p.test:3128' } }),
      'warning',
      'http://p.test:3128 would be asked for 127.0.0.1',
      'NO_PROXY=localhost,127.0.0.1,::1',
    ],
    [
      'a proxy for what leaves',
      proxy,
      () => ({ env: { HTTPS_PROXY: 'http://p.test:3128' } }),
      'note',
      'for what leaves this machine only: http://p.test:3128',
      null,
    ],
    [
      'a proxy that is none',
      proxy,
      () => ({ env: { HTTPS_PROXY: 'socks5://me:secret@p.test' } }),
      'warning',
      'HTTPS_PROXY has the scheme socks5:',
      'Mend the variable',
    ],
    [
      'certificates that are not accepted',
      certificates,
      () => ({ reachLoopback: failing('CERT_NOT_YET_VALID') }),
      'broken',
      'CERT_NOT_YET_VALID',
      'clock',
    ],
    [
      'a clock before all',
      wallClock,
      () => ({ clock: clockAt([0]) }),
      'warning',
      'the clock says 1970-01-01',
      'timedatectl',
    ],
    [
      'a clock that jumps',
      wallClock,
      () => ({ clock: clockAt([today, today + 3_000]) }),
      'warning',
      'jumped by 3000.0 ms',
      'Wait',
    ],
    [
      'a time zone that is none',
      wallClock,
      () => ({ env: { TZ: 'Asia/Saigoon' } }),
      'warning',
      'TZ=Asia/Saigoon is no time zone',
      'Asia/Ho_Chi_Minh',
    ],
    ['few open files', openFiles, () => ({ openFiles: () => 256 }), 'warning', 'only 256 files', 'ulimit -n 4096'],
    [
      'a busy CPU',
      cpu,
      () => ({ loadAverage: () => 3.1 }),
      'warning',
      'CPU is busy (load 3.1 on 2 cores): a benchmark would be TOO NOISY',
      'wait',
    ],
    [
      'a meter that reads too little',
      meter,
      () => ({ readKnownDelay: async () => [49.999, 50.2] }),
      'broken',
      'read as 49.999 ms',
      'report it',
    ],
    [
      'a meter that wavers',
      meter,
      () => ({ readKnownDelay: async () => spread(50.4, 58) }),
      'warning',
      '50.4 ms p50 / 58.0 ms p99: a benchmark would be TOO NOISY',
      'more cores',
    ],
    [
      'a meter that reads too much',
      meter,
      () => ({ readKnownDelay: async () => spread(53) }),
      'warning',
      '53.0 ms p50',
      'more cores',
    ],
    [
      'a meter that reads nothing',
      meter,
      () => ({ readKnownDelay: async () => [] }),
      'broken',
      'not one call was answered',
      'report it',
    ],
    [
      'no canvas',
      charts,
      () => ({ drawLetter: notDrawing(true) }),
      'note',
      'PNG charts off: so it is (reports draw',
      'npm i it',
    ],
    [
      'a canvas that does not work',
      charts,
      () => ({ drawLetter: notDrawing(false) }),
      'warning',
      'so it is',
      'npm i it',
    ],
    ['no font', charts, () => ({ drawLetter: drawing('') }), 'warning', 'the canvas draws none', 'fixtures/fonts'],
    [
      'a font without Vietnamese',
      charts,
      () => ({ drawLetter: drawing('A₫') }),
      'warning',
      'boxes for ế, ộ and ữ',
      'fixtures/fonts',
    ],
  ])('%s', async (_name, check, changes, state, text, fix) => {
    const [finding] = await look(check, changes())
    expect(finding).toMatchObject({ check: check.name, state })
    expect(finding!.text).toContain(text)
    if (fix === null) expect(finding!.fix).toBeNull()
    else expect(finding!.fix).toContain(fix)
    expect(JSON.stringify(finding)).not.toContain('secret')
  })

  test('certificates that anybody may forge, and authorities that are not there', async () => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: '/no/such.pem' }
    const findings = await look(certificates, { env })
    expect(findings.map(({ state }) => state)).toEqual(['ok', 'warning', 'warning'])
    const file = join(emptyFolder({ 'ca.pem': '' }), 'ca.pem')
    expect(await look(certificates, { env: { NODE_EXTRA_CA_CERTS: file } })).toHaveLength(1)
  })
})

test('a check that throws is a finding, and the others go on', async () => {
  const findings: Finding[] = []
  await examine(machine({ loadAverage: not('EPERM') }), (finding) => findings.push(finding))
  const broken = findings.filter(({ state }) => state === 'broken')
  expect(broken).toMatchObject([{ check: 'cpu', text: 'The check cpu came to no end: EPERM' }])
  expect(findings).toHaveLength(10)
})

test('what rests on something broken is left out, so that one cause is told once', async () => {
  const findings: Finding[] = []
  await examine(machine({ reachLoopback: failing('ENETUNREACH') }), (finding) => findings.push(finding))
  const states = findings.filter(({ state }) => state !== 'ok').map(({ check, state }) => [check, state])
  expect(states).toEqual([
    ['loopback', 'broken'],
    ['certificates', 'note'],
    ['meter', 'note'],
  ])
})

test('what the system does not tell is left out', async () => {
  expect(await look(cpu, { loadAverage: () => null })).toEqual([])
  expect(await look(openFiles, { openFiles: () => null })).toEqual([])
})

test('nothing is left behind in a folder that was looked at, and it is not made', async () => {
  const cwd = emptyFolder()
  writeFileSync(join(cwd, 'mine'), '')
  await look(folder, { out: { path: join(cwd, 'a/b'), shown: 'a/b' } })
  const { readdirSync } = await import('node:fs')
  expect(readdirSync(cwd)).toEqual(['mine'])
})
