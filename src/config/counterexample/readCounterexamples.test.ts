import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder } from '../../../test/support/commandLine.ts'
import { foundDay } from '../../../test/support/foundDay.ts'
import { counterexampleScenario } from '../../harness/counterexample/counterexample.ts'
import { counterexampleText, saveCounterexample } from '../../harness/counterexample/saveCounterexample.ts'
import { Problem } from '../../harness/problem.ts'
import { scenarioHash } from '../../harness/token.ts'
import { allScenarios } from '../allScenarios.ts'
import { readCounterexamples } from './readCounterexamples.ts'

const none = { config: {}, file: null, hash: null }
const day = foundDay()

function projectWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder()
  const folder = join(cwd, 'fixtures/counterexamples')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return cwd
}

async function problemOf(cwd: string, config = {}) {
  try {
    await allScenarios({ ...none, config, file: 'bench.config.ts' }, cwd)
  } catch (error) {
    if (error instanceof Problem) return { kind: error.kind, ...error.text }
    throw error
  }
  throw new Error('nothing is wrong with it')
}

describe('a counterexample', () => {
  test('is read as it was saved, once', () => {
    const cwd = emptyFolder()
    const folder = join(cwd, 'fixtures/counterexamples')
    const file = `${day.name.slice('found-'.length)}.json`
    expect(saveCounterexample(folder, day)).toEqual({ file, isNew: true })
    expect(saveCounterexample(folder, { ...day, story: 'another' })).toEqual({ file, isNew: false })
    expect(readdirSync(folder)).toEqual([file])
    expect(readCounterexamples([join(folder, file)], cwd)).toEqual([day])
  })

  test('is a scenario that asks for the rule that broke, with the chances of that day', () => {
    const scenario = counterexampleScenario(day)
    expect(scenario).toMatchObject({ name: day.name, family: 'counterexample', seed: 5, upstream: day.case.upstream })
    expect(scenario.requirement).toMatch(/key/)
    expect(scenario.source).toContain(day.story)
    expect(scenarioHash(scenario)).toMatch(/^[0-9a-f]{6}$/)
  })

  test('lies in the folder that the config names', async () => {
    const cwd = emptyFolder()
    saveCounterexample(join(cwd, 'mine'), day)
    const names = async (config: object) => (await allScenarios({ ...none, config }, cwd)).map(({ name }) => name)
    expect(await names({ counterexamples: 'mine' })).toContain(day.name)
    expect(await names({})).not.toContain(day.name)
  })
})

describe('a file that is none', () => {
  const at = (file: string) => `fixtures/counterexamples/${file}`
  test.each<[string, string, string, string]>([
    ['text', 'hello', 'The counterexample is not JSON', `${at('a.json')}:1:1`],
    ['a script', '{\n"models": { "a": [] } }', 'There is no setting models', `${at('a.json')}:2`],
    [
      'another schema',
      counterexampleText({ ...day, schema: 'brownout/counterexample/2' as never }),
      'schema is "brownout/counterexample/2"',
      `${at('a.json')}:2`,
    ],
    [
      'a fault that there is not',
      counterexampleText(day).replace('invalidApiKey', 'invalidApiKay'),
      'case.upstream.models.deepseek-chat[0].fault.type names the fault',
      at('a.json'),
    ],
    [
      'another seed than that of its name',
      counterexampleText({ ...day, seed: 6 }),
      `It is called ${day.name}, but case, target and seed are those of found-`,
      at('a.json'),
    ],
    [
      'a load that never ends',
      counterexampleText(day).replace('"calls": 1', '"calls": 1000000000'),
      'case.load.calls is 1000000000',
      at('a.json'),
    ],
    [
      'a key twice',
      counterexampleText(day).replace('"seed": 5,', '"seed": 4, "seed": 5,'),
      'seed stands twice',
      at('a.json'),
    ],
  ])('%s: what, where, how to mend it', async (_story, text, what, where) => {
    const problem = await problemOf(projectWith({ 'a.json': text }))
    expect(problem.kind).toBe('usage')
    expect(problem.what).toContain(what)
    expect(problem.where).toContain(where)
    expect(problem.mend).not.toBe('')
  })

  test('a day in two files', async () => {
    const text = counterexampleText(day)
    expect(await problemOf(projectWith({ 'a.json': text, 'b.json': text }))).toMatchObject({
      what: `${day.name} lies in two files.`,
      where: at('b.json'),
      mend: `Remove this one or ${at('a.json')}.`,
    })
  })

  test('a folder that is named and not there', async () => {
    expect(await problemOf(emptyFolder(), { counterexamples: 'nowhere' })).toMatchObject({
      what: 'There is no folder "nowhere".',
      where: 'bench.config.ts: counterexamples',
    })
  })
})
