import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/faults/index.ts'
import type { Case, Finding } from './case.ts'
import { casesOf } from './cases/index.ts'
import { checkInjector } from './check.ts'
import { bodyHead } from './healthy.ts'
import { at, atOnce } from './http.ts'
import { judge } from './judge.ts'
import { lateMachineMs, playCase } from './playCase.ts'
import { response } from './response.ts'

/** All that came, with the instant at which byte number `count` did. */
const seen = (received: string, instants: readonly number[], how?: string) => ({
  received,
  instantOf: (count: number) => instants[count - 1],
  lagBetween: (_fromMs: number, _untilMs: number) => 0,
  ending: how === undefined ? undefined : { how, atMs: instants.at(-1) ?? 0 },
})

describe('the judge', () => {
  const owed = { pieces: [at(0, 'ab'), at(20, 'c')], ending: { how: 'fin', atMs: 20 } }

  test('finds nothing where all is as owed', () => {
    expect(judge(seen('abc', [1, 1, 21], 'fin'), owed)).toEqual({ wrong: [], untimely: [], offMs: [1, 1] })
  })

  test.each([
    ['a byte more', seen('abcd', [1, 1, 21, 21], 'fin'), '4 bytes instead of 3; from byte 4 on they differ'],
    ['a byte less', seen('ab', [1, 1], 'fin'), '2 bytes instead of 3; from byte 3 on they differ'],
    ['another byte', seen('aXc', [1, 1, 21], 'fin'), '3 bytes instead of 3; from byte 2 on they differ'],
    ['an RST for a FIN', seen('abc', [1, 1, 21], 'rst'), 'rst instead of fin'],
    ['no end', seen('abc', [1, 1, 21]), 'still open instead of fin'],
  ])('%s is wrong', (_what, all, said) => {
    expect(judge(all, owed).wrong.join()).toContain(said)
  })

  test.each([
    ['a piece before its plan', seen('abc', [0, 0, 18], 'fin'), 'byte 3 came at 18.0 ms, planned 20'],
    ['the first byte of a piece long after it', seen('abc', [30, 30, 30], 'fin'), 'byte 2 came at 30.0 ms, planned 0'],
    ['the last byte of a piece long after it', seen('abc', [0, 30, 30], 'fin'), 'byte 2 came at 30.0 ms, planned 0'],
  ])('%s is untimely', (_what, all, said) => {
    expect(judge(all, owed)).toMatchObject({ wrong: [], untimely: expect.arrayContaining([said]) as string[] })
  })

  test('takes off by how much this process was late itself, but nothing comes early', () => {
    const late = (all: ReturnType<typeof seen>) =>
      judge({ ...all, lagBetween: (fromMs, untilMs) => (fromMs < untilMs ? 30 : 0) }, owed).untimely
    expect(late(seen('abc', [30, 30, 30], 'fin'))).toEqual([])
    expect(late(seen('abc', [30, 46, 30], 'fin'))).toEqual(['byte 2 came at 46.0 ms, planned 0'])
    expect(late(seen('abc', [0, 0, 18], 'fin'))).toContain('byte 3 came at 18.0 ms, planned 20')
  })
})

describe('a play', () => {
  const machine = (lagMs: number) => () =>
    Promise.resolve({
      url: '',
      certificateAuthority: undefined,
      ended: () => Promise.resolve('complete'),
      ownLag: { between: () => lagMs, stop: () => undefined },
      close: () => Promise.resolve(),
    })
  const finds = (finding: Partial<Finding>): Case => ({
    fault: { type: 'own' },
    stream: false,
    variant: '',
    script: { models: {} },
    play: () => Promise.resolve({ saw: '', wrong: [], untimely: [], ...finding }),
  })

  test.each([
    ['as owed', finds({}), 30, { held: true, inDoubt: false }],
    ['untimely, in a process that was late', finds({ untimely: ['late'] }), 30, { held: false, inDoubt: true }],
    ['untimely, in a process that was not', finds({ untimely: ['late'] }), 3, { held: false, inDoubt: false }],
    ['as owed, but for what a process can tell that was far too late', finds({}), 200, { held: false, inDoubt: true }],
    ['wrong', finds({ wrong: ['a byte'], untimely: ['late'] }), 30, { held: false, inDoubt: false }],
  ])('is %s', async (_what, owed, lagMs, play) => {
    expect(await playCase(owed, machine(lagMs))).toMatchObject(play)
  })
})

describe('the check', () => {
  const run = async (cases: Readonly<Record<string, readonly Case[]>>) => {
    const lines: string[] = []
    return { held: await checkInjector(cases, (line) => lines.push(line)), lines }
  }
  const lie = response({ fault: catalogue.limitData({ bytes: 0 }), pieces: atOnce(bodyHead), ending: 'rst' })
  const short = response({ fault: catalogue.stall({ bytes: 1 }), pieces: atOnce(bodyHead), ending: 'silence' })

  test('says which fault has no case, which is not what it is called, and which differs', async () => {
    const { held, lines } = await run({ limitData: [lie], latency: [short] })
    expect(held).toBe(false)
    expect(lines).toContain('FAIL no case for resetPeer')
    expect(lines).toContain('FAIL stall stands under latency')
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL limitData \{"bytes":0\}: .*\n {5}fin instead of rst/))
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL stall .*\n {5}73 bytes instead of 72/))
  })

  test('plays again, twice at most, what this process was too late for; a machine that is late each time does not pass', async () => {
    let plays = 0
    const blocks: Case = {
      fault: catalogue.stall({ bytes: 2 }),
      stream: false,
      variant: '',
      script: { models: { m: [] } },
      play: () => {
        plays += 1
        const untilMs = performance.now() + lateMachineMs + 20
        while (performance.now() < untilMs);
        return Promise.resolve({ saw: 'nothing', wrong: [], untimely: [] })
      },
    }
    const { held, lines } = await run({ stall: [blocks] })
    // Once more to warm up.
    expect({ held, plays }).toEqual({ held: false, plays: 4 })
    expect(lines).toContainEqual(
      expect.stringMatching(/^FAIL stall .*play 3\]\n {5}this process stood still for \d+ ms/),
    )
  })

  test('has a case for every fault, and for nothing else', () => {
    expect(Object.keys(casesOf).toSorted()).toEqual(Object.keys(catalogue).toSorted())
    expect(Object.entries(casesOf).filter(([, cases]) => cases.length === 0)).toEqual([])
  })
})
