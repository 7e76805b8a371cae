import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../test/support/commandLine.ts'
import { foundDay } from '../../test/support/foundDay.ts'
import { ask, serveHere } from '../../test/support/serve.ts'
import { counterexampleText, saveCounterexample } from '../harness/counterexample/saveCounterexample.ts'
import type { Report } from '../harness/report.ts'

const day = foundDay()

/** A project that has kept a counterexample. */
function project(): string {
  const cwd = emptyFolder()
  saveCounterexample(join(cwd, 'fixtures/counterexamples'), day)
  return cwd
}

describe('a counterexample that a project has kept', () => {
  test('is played by its name: who broke the rule then breaks it again, our client keeps it', async () => {
    const { code, out, err } = await type(
      ['test', day.name, '--target', 'client,tutorial-fallback', '--seed', '99', '--json'],
      project(),
    )
    expect(code, err).toBe(1)
    const { runs } = JSON.parse(out) as Report
    expect(runs.map(({ target, verdict, family, seed }) => [target, verdict, family, seed])).toEqual([
      ['client', 'held', 'counterexample', 5],
      ['tutorial-fallback', 'broke', 'counterexample', 5],
    ])
    const broken = runs[1]!.judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
    expect(broken).toContain(day.invariant)
    expect(runs[1]!.token).toContain('.virtual.x1.')
  })

  test('is played with its family, and listed', async () => {
    const cwd = project()
    const { out } = await type(['test', 'counterexample', '--json'], cwd)
    expect((JSON.parse(out) as Report).runs.map(({ scenario }) => scenario)).toContain(day.name)
    expect((await type(['list', 'scenarios'], cwd)).out).toMatch(new RegExp(`^${day.name} .*key`, 'm'))
    expect((await type(['help', day.name], cwd)).out.replaceAll(/\s+/g, ' ')).toContain(day.story)
  })

  test('is served, by its name and by its path', async () => {
    const cwd = project()
    const path = `fixtures/counterexamples/${day.name.replace('found-', '')}.json`
    for (const asked of [day.name, path]) {
      const { baseUrl, started, stop } = await serveHere([asked], { cwd })
      expect(started).toMatchObject({ name: asked, seed: 5 })
      expect((await ask(baseUrl)).status).toBe(401)
      await stop()
    }
  })

  test('is served with the wishes of its caller: --judge finds what the client does', async () => {
    const { stop } = await serveHere([day.name, '--judge', '--seed', '8'], { cwd: project() })
    expect((await stop()).code).toBe(3)
  })
})

test('a file in that folder that is no counterexample stops every command that plays by name', async () => {
  const cwd = emptyFolder()
  mkdirSync(join(cwd, 'fixtures/counterexamples'), { recursive: true })
  const text = counterexampleText(day).replace('"always": true', '"allways": true')
  writeFileSync(join(cwd, 'fixtures/counterexamples/a.json'), text)
  const { code, err } = await type(['test', 'auth-401'], cwd)
  expect(code).toBe(2)
  expect(err).toMatch(
    /^error: case\.upstream\.models\.deepseek-chat\[0\]\.when .*\n {3}at: fixtures.counterexamples.a\.json:\d+\n {2}fix: /,
  )
})
