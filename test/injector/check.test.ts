import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/faults/index.ts'
import type { Case, Finding } from './case.ts'
import { casesOf } from './cases/index.ts'
import { checkInjector } from './check.ts'
import { bodyHead } from './healthy.ts'
import { at, atOnce } from './http.ts'
import { judge } from './judge.ts'
import { playCase } from './playCase.ts'
import { response } from './response.ts'

/** All that came, with the instant at which byte number `count` did. */
const seen = (received: string, instants: readonly number[], how?: string) => ({
  received,
  instantOf: (count: number) => instants[count - 1],
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
})

describe('a play', () => {
  const machine = (lagMs: number) => ({
    start: () => Promise.resolve({ url: '', certificateAuthority: undefined, close: () => Promise.resolve() }),
    measureLag: () => ({ worstMs: () => lagMs, stop: () => undefined }),
  })
  const finds = (finding: Partial<Finding>): Case => ({
    fault: { type: 'own' },
    variant: '',
    script: { models: {} },
    play: () => Promise.resolve({ saw: '', wrong: [], untimely: [], ...finding }),
  })

  test.each([
    ['as owed', finds({}), 30, { plays: 1, held: true }],
    [
      'untimely in a process that was late: it is repeated twice, and then does not pass',
      finds({ untimely: ['late'] }),
      30,
      { plays: 3, held: false },
    ],
    ['untimely in a process that was not', finds({ untimely: ['late'] }), 3, { plays: 1, held: false }],
    ['wrong', finds({ wrong: ['a byte'], untimely: ['late'] }), 30, { plays: 1, held: false }],
  ])('%s', async (_what, owed, lagMs, line) => {
    expect(await playCase(owed, machine(lagMs))).toMatchObject(line)
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

  test('has a case for every fault, and for nothing else', () => {
    expect(Object.keys(casesOf).toSorted()).toEqual(Object.keys(catalogue).toSorted())
    expect(Object.entries(casesOf).filter(([, cases]) => cases.length === 0)).toEqual([])
  })
})
