import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../test/support/commandLine.ts'
import { messages } from '../messages/index.ts'
import { commandNames, loadCommand } from './commands.ts'

describe('before any command', () => {
  test('--help shows the general help, a command with -h its own', async () => {
    const folder = emptyFolder()
    expect(await type(['--help'], folder)).toEqual({ code: 0, out: `${messages.cli.help.general}\n`, err: '' })
    const own = { code: 0, out: `${messages.cli.help.commands.test}\n`, err: '' }
    expect(await type(['test', 'auth-401', '-h'], folder)).toEqual(own)
    expect(await type(['help', 'test'], folder)).toEqual(own)
  })

  test('nothing at all is no success', async () => {
    expect(await type([], emptyFolder())).toEqual({ code: 2, out: '', err: `${messages.cli.help.general}\n` })
  })

  test('--version is a version and nothing else', async () => {
    expect(await type(['--version'], emptyFolder())).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    })
  })

  const written: Readonly<Record<string, string[]>> = {
    config: ['config', 'no-config'],
    text: ['no-text'],
    fallback: ['no-fallback'],
  }

  test.each(commandNames)('the help of %s names exactly the flags that it takes, in 80 columns', async (name) => {
    const { grammar } = await loadCommand(name)
    const text = messages.cli.help.commands[name]
    const listed = text.split('\n').flatMap((line) => /^ +(?:-\w, )?--([a-z-]+)/.exec(line)?.[1] ?? [])
    const taken = grammar.flags.flatMap((flag) => written[flag] ?? [flag])
    expect(listed.toSorted()).toEqual([...taken, 'lang', 'help'].toSorted())
    for (const line of [...text.split('\n'), ...messages.cli.help.general.split('\n')]) {
      expect(line.length, line).toBeLessThanOrEqual(80)
    }
  })
})

describe('what makes no sense is said in three lines, and nothing is written', () => {
  const cases: [typed: string, problem: string][] = [
    [
      'tset',
      `error: There is no command "tset".
   at: brownout tset
  fix: Did you mean test? All of them: brownout --help`,
    ],
    [
      '--seed 7 test',
      `error: The command comes first, the flags after it.
   at: brownout --seed
  fix: For example: brownout test --seed 7`,
    ],
    [
      'test auth-41',
      `error: No scenario or family is called, and no scenario's name holds, "auth-41".
   at: brownout test auth-41
  fix: Did you mean auth-401? All of them: brownout list scenarios`,
    ],
    [
      'test rate-limt',
      `error: No scenario or family is called, and no scenario's name holds, "rate-limt".
   at: brownout test rate-limt
  fix: Did you mean rate-limit? All of them: brownout list scenarios`,
    ],
    [
      'test --wrld loopback',
      `error: brownout test has no flag --wrld.
   at: brownout test --wrld
  fix: Did you mean --world? All of them: brownout test --help`,
    ],
    [
      'test -z',
      `error: brownout test has no flag -z.
   at: brownout test -z
  fix: All of them: brownout test --help`,
    ],
    [
      'test --no-seed',
      `error: brownout test has no flag --no-seed.
   at: brownout test --no-seed
  fix: Did you mean --seed? All of them: brownout test --help`,
    ],
    [
      'replay b1.x --world virtual',
      `error: brownout replay has no flag --world.
   at: brownout replay --world
  fix: All of them: brownout replay --help`,
    ],
    [
      'test --world lopback',
      `error: There is no world "lopback".
   at: --world lopback
  fix: Did you mean loopback? There are virtual, loopback and msw.`,
    ],
    [
      'test --world ,',
      `error: --world needs a value.
   at: brownout test --world
  fix: What it takes: brownout test --help`,
    ],
    [
      'test --target client,tutoril',
      `error: There is no target "tutoril".
   at: --target tutoril
  fix: Did you mean tutorial? All of them: brownout list targets`,
    ],
    [
      'test --reporter jsn',
      `error: There is no reporter "jsn".
   at: --reporter jsn
  fix: Did you mean json? There are csv, github, html, json, junit, markdown, png, text and trace.`,
    ],
    [
      'test --seed=abc',
      `error: A seed is a whole number from 0 to 4294967295, or the word random; found "abc".
   at: brownout test --seed=abc
  fix: For example: --seed 7`,
    ],
    [
      'test --seed',
      `error: --seed needs a value.
   at: brownout test --seed
  fix: What it takes: brownout test --help`,
    ],
    [
      'test --seed 1 --seed 2',
      `error: --seed was given twice.
   at: brownout test --seed --seed
  fix: Give it once.`,
    ],
    [
      'test --json=yes',
      `error: --json is on or off and takes no value; found "yes".
   at: brownout test --json=yes
  fix: Give --json alone, or leave it out.`,
    ],
    [
      'test --real-seconds 0',
      `error: --real-seconds is a number of seconds above 0; found "0".
   at: brownout test --real-seconds=0
  fix: For example: --real-seconds 2.5`,
    ],
    [
      'test --config nowhere.ts',
      `error: There is no file "nowhere.ts".
   at: --config nowhere.ts
  fix: Give the path of a config file, or leave --config out: bench.config.ts is found by itself.`,
    ],
    [
      'replay',
      `error: brownout replay needs a token.
   at: brownout replay
  fix: How it is used: brownout replay --help`,
    ],
    [
      'replay b1.client.virtual',
      `error: "b1.client.virtual" is no replay token.
   at: brownout replay b1.client.virtual
  fix: A token begins with b1. and stands after "again:" in the terminal and in every report; copy all of it.`,
    ],
    [
      'replay b1.client.virtual.auth-41.7.1f06a2.8c2d1e90.v0-1-0',
      `error: There is no scenario "auth-41".
   at: the token b1.client.virtual.auth-41.7.1f06a2.8c2d1e90.v0-1-0
  fix: Did you mean auth-401? All of them: brownout list scenarios`,
    ],
    [
      'list fault',
      `error: There is no list of "fault".
   at: brownout list fault
  fix: Did you mean faults? There are scenarios, faults, invariants and targets.`,
    ],
    [
      'list faults targets',
      `error: brownout list has no use for "targets".
   at: brownout list … targets
  fix: How it is used: brownout list --help`,
    ],
    [
      'help retry-after-honord',
      `error: No command, rule, scenario, fault or target is called "retry-after-honord".
   at: brownout help retry-after-honord
  fix: Did you mean retry-after-honoured? All of them: brownout list`,
    ],
  ]

  test.each(cases)('brownout %s', async (typed, problem) => {
    const folder = emptyFolder()
    expect(await type(typed.split(' '), folder)).toEqual({ code: 2, out: '', err: `${problem}\n` })
    expect(readdirSync(folder)).toEqual([])
  })

  test('what comes from outside cannot steer the terminal or a CI server', async () => {
    const { err } = await type(['test', '\u001b[2J\n::error::gotcha'], emptyFolder())
    expect(err.split('\n')).toHaveLength(4)
    expect(err).not.toContain('\u001b')
  })
})

describe('what the machine refuses is said in three lines, too', () => {
  test('a file where the folder should be', async () => {
    const folder = emptyFolder({ reports: 'mine' })
    expect(await type(['test', 'auth-401'], folder)).toEqual({
      code: 5,
      out: '',
      err: `error: Cannot make the folder for the results: a file stands where a folder is needed.
   at: ${join(folder, 'reports')}
  fix: Make room or allow it there, or choose another folder: --out DIR
`,
    })
    expect(readdirSync(folder)).toEqual(['reports'])
  })

  test('a folder where nobody may write', async () => {
    // /proc takes no folders, not even from root.
    const { code, err } = await type(['test', 'auth-401', '--out', '/proc/results'], emptyFolder())
    expect(code).toBe(5)
    expect(err.split('\n').slice(1, 2)).toEqual(['   at: /proc/results'])
  })

  test('a full disk, in the middle of the rehearsal', async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'bench.config.mjs'), fullDisk)
    const { code, err } = await type(['test', 'auth-401'], folder)
    expect({ code, what: err.split('\n')[0] }).toEqual({
      code: 5,
      what: 'error: Cannot write the results: the disk is full.',
    })
  })
})

/** A reporter whose artifact lies where the disk is always full. */
const fullDisk = `
import { symlinkSync, readdirSync } from 'node:fs'
const reporter = { name: 'full', doc: 'full', render: () => {
  const run = readdirSync(new URL('./reports', import.meta.url))[0]
  symlinkSync('/dev/full', new URL('./reports/' + run + '/full.txt', import.meta.url))
  return [{ file: 'full.txt', content: 'x'.repeat(100) }]
} }
export default { reporters: [reporter] }
`
