import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emptyFolder, typeInNode } from '../../test/support/commandLine.ts'

const target = (fields: string) =>
  `export default { targets: { mine: { doc: 'x', supports: { stream: false, abort: false, policy: false }, ${fields} } } }`
const scenario = (fields: string) => `export default { scenarios: [{
  name: 'my-one', family: 'mine', requirement: 'r', source: 's', strength: 'must',
  load: { type: 'sequential', calls: 1 }, expect: {}, ${fields} }] }`

describe('a config that makes no sense: three lines, exit 2, nothing written', () => {
  const cases: Record<string, [config: string, what: string, where: string, mend: string]> = {
    'a key that does not exist': [
      'export default { sede: 3 }',
      'There is no setting sede.',
      'bench.config.ts:1',
      'Did you mean seed? Known here: targets, scenarios, invariants, seed, reporters, worlds, out, counterexamples, models, provider, baseURL, apiKeyEnv, bench, plan, gates and slo.',
    ],
    'a key that does not exist, deep inside': [
      target("vantage: 'wire', opne() {}"),
      'There is no setting targets.mine.opne.',
      'bench.config.ts:1',
      'Did you mean open? Known here: name, doc, vantage, supports, promises, notPromised',
    ],
    'a key that stands on two lines, of which either may be meant': [
      'const sede = 3\nexport default { sede }',
      'There is no setting sede.',
      'bench.config.ts',
      'Did you mean seed? ',
    ],
    'a gate, with the line of its name': [
      "export default {\n  gates: {\n    success: '> 99%',\n    'ttft.p95': '< 800',\n  },\n}",
      'The limit of ttft.p95 is "< 800", expected a string like "< 800ms" or "<= 2s".',
      'bench.config.ts:4',
      'Write a comparison (<, <=, >, >=), a number and its unit',
    ],
    'live, which no config may say': [
      'export default {\n  live: true,\n}',
      'live: no config can make a benchmark live.',
      'bench.config.ts:2',
      'Take it out.',
    ],
    'a key that is missing': [
      target("vantage: 'wire'"),
      'targets.mine.open is missing: it is a function.',
      'bench.config.ts',
      'Add targets.mine.open.',
    ],
    'a choice that is missing': [
      target('open() {}'),
      'targets.mine.vantage is missing: it is "wire" or "driver" or "client".',
      'bench.config.ts',
      'Add targets.mine.vantage.',
    ],
    'a value of the wrong type': [
      `export default {\n  out: 'x',\n  seed: 'abc',\n}`,
      'seed is "abc", expected a number.',
      'bench.config.ts:3',
      'Give a number.',
    ],
    'a value out of range': [
      'export default { seed: -1 }',
      'seed is -1, expected a whole number from 0.',
      'bench.config.ts:1',
      'Give a whole number from 0.',
    ],
    'a word that is none of the choices': [
      target("vantage: 'drvier', open() {}"),
      'targets.mine.vantage is "drvier", expected "wire" or "driver" or "client".',
      'bench.config.ts:1',
      'Did you mean driver? Give "wire" or "driver" or "client".',
    ],
    'a world that does not exist': [
      "export default { worlds: ['virtual', 'lopback'] }",
      'worlds[1] is "lopback", expected "virtual" or "loopback" or "msw".',
      'bench.config.ts:1',
      'Did you mean loopback? Give "virtual" or "loopback" or "msw".',
    ],
    'a reporter that does not exist': [
      "export default { reporters: ['jsn'] }",
      'There is no reporter "jsn".',
      'bench.config.ts: reporters jsn',
      'Did you mean json? There are csv, github, html, json, junit, markdown, png, text and trace.',
    ],
    'a rule whose condition is none': [
      scenario("upstream: { models: { a: [{ when: { frist: 1 }, fault: { type: 'rateLimit' } }] } }, exercises: []"),
      'scenarios[0].upstream.models.a[0].when is an object, expected one of { always: true }, { first: 3 }, { after: 3 }, { during: [0, 1000] }, { probability: 0.5 }.',
      'bench.config.ts:3',
      'Give one of { always: true }, { first: 3 }, { after: 3 }, { during: [0, 1000] }, { probability: 0.5 }.',
    ],
    'a fault that does not exist': [
      scenario("upstream: { models: { a: [{ when: { first: 1 }, fault: { type: 'rateLimt' } }] } }, exercises: []"),
      'scenarios[0].upstream.models.a[0].fault.type names the fault "rateLimt", which does not exist.',
      'bench.config.ts:3',
      'Did you mean rateLimit? ',
    ],
    'a fault with an option that it does not take': [
      scenario(
        "upstream: { models: { a: [{ when: { first: 1 }, fault: { type: 'latency', delay: 5 } }] } }, exercises: []",
      ),
      'There is no setting scenarios[0].upstream.models.a[0].fault.delay.',
      'bench.config.ts:3',
      'Did you mean delayMs? Known here: type and delayMs.',
    ],
    'a fault that the catalogue wrote, with a time before the start': [
      `import { always, latency } from '${new URL('../index.ts', import.meta.url).href}'\n${scenario(
        'upstream: { models: { a: [always(latency({ delayMs: -5 }))] } }, exercises: []',
      )}`,
      'scenarios[0].upstream.models.a[0].fault.delayMs is -5, expected milliseconds from 0.',
      'bench.config.ts:4',
      'Give milliseconds from 0.',
    ],
    'an origin that serves a model twice': [
      scenario("upstream: { models: { a: [] }, origins: { x: { serves: ['a', 'a'] } } }, exercises: []"),
      'scenarios[0].upstream.origins.x.serves[1] serves "a", which the origin "x" serves already.',
      'bench.config.ts:3',
      'A model lives at one origin',
    ],
    'an exercised rule that does not exist': [
      scenario("upstream: { models: { a: [] } }, exercises: ['every-call-setles']"),
      'scenarios[0].exercises[0] names the rule "every-call-setles", which does not exist.',
      'bench.config.ts:3',
      'Did you mean every-call-settles? ',
    ],
    'a name that is taken': [
      scenario('upstream: { models: { a: [] } }, exercises: []').replace('my-one', 'auth-401'),
      'scenarios[0] is called "auth-401", but that name is taken.',
      'bench.config.ts:2',
      'Give it a name of its own.',
    ],
    'a syntax error': [
      'const x: number = 1\nexport default {\n  seed: = 3\n}',
      'The config cannot be read: Expression expected',
      'bench.config.ts:3',
      'Mend that line, or run without it: --no-config',
    ],
    'a config that throws': [
      "\nthrow new Error('no such luck')",
      'The config threw while it was loaded: no such luck',
      'bench.config.ts:2',
      'Mend that line, or run without it: --no-config',
    ],
    'no default export': [
      'export const seed = 3',
      'The config has no default export that is an object.',
      'bench.config.ts',
      "Write: export default defineConfig({ … }) with import { defineConfig } from 'brownout'",
    ],
    'an import that is not there': [
      "import x from 'nonono'\nexport default x",
      "The config imports what is not there: Cannot find package 'nonono' imported from bench.config.ts",
      'bench.config.ts',
      'Install the package or mend the path of the import; or run without the config: --no-config',
    ],
  }

  test('each of them', () => {
    const all = Object.entries(cases).map(([name, [config, ...lines]]) => {
      return { name, lines, argv: ['test', 'auth-401'], cwd: emptyFolder({ 'bench.config.ts': config }) }
    })
    const ended = typeInNode(all)
    all.forEach(({ name, lines: [what, where, mend], cwd }, index) => {
      const { code, out, err } = ended[index]!
      expect({ name, code, out }).toEqual({ name, code: 2, out: '' })
      const [first, second, third, ...rest] = err.split('\n')
      expect([first, second, rest], name).toEqual([`error: ${what}`, `   at: ${where}`, ['']])
      expect(third, name).toContain(`  fix: ${mend}`)
      expect(readdirSync(cwd), name).toEqual(['bench.config.ts'])
    })
  }, 30_000)
})

describe('a config that Node alone cannot load is loaded all the same', () => {
  const loadable: Record<string, Record<string, string>> = {
    'plain TypeScript': { 'bench.config.ts': 'const seed: number = 424242\nexport default { seed }' },
    'an enum': { 'bench.config.ts': 'enum Seed { mine = 424242 }\nexport default { seed: Seed.mine }' },
    'an import without extension': {
      'bench.config.ts': "import { seed } from './seed'\nexport default { seed }",
      'seed.ts': 'export const seed: number = 424242',
    },
    JavaScript: { 'bench.config.js': 'export default { seed: 424242 }', 'package.json': '{ "type": "module" }' },
    mjs: { 'bench.config.mjs': 'export default { seed: 424242 }' },
  }

  test('each of them', () => {
    const all = Object.entries(loadable).map(([name, files]) => {
      return { name, argv: ['test', 'auth-401', '--json'], cwd: emptyFolder(files) }
    })
    typeInNode(all).forEach(({ out, err }, index) => {
      expect(err, all[index]!.name).toContain('Config: bench.config.')
      expect(JSON.parse(out), all[index]!.name).toMatchObject({ seed: 424242 })
    })
  }, 30_000)

  test('--no-config goes without, --config takes another, and a flag wins', () => {
    const files = {
      'bench.config.mjs': 'export default { seed: 1 }',
      'other.mjs': "export default { seed: 2, out: 'there' }",
    }
    const argvs = [['--no-config'], ['--config', 'other.mjs'], ['--seed', '3'], []]
    const ended = typeInNode(
      argvs.map((flags) => ({ argv: ['test', 'auth-401', '--json', ...flags], cwd: emptyFolder(files) })),
    )
    expect(ended.map(({ out }) => (JSON.parse(out) as { seed: number }).seed)).toEqual([7, 2, 3, 1])
    expect(ended[1]!.err).toContain('Report: there/latest/report.html')
  }, 30_000)
})

describe('what a config brings', () => {
  const mine = `import {
  always, defineConfig, defineInvariant, defineScenario, defineTarget, latency, sequential,
} from '${new URL('../index.ts', import.meta.url).href}'

const impatient = defineTarget({
  name: 'impatient',
  doc: 'Answers without asking anybody.',
  vantage: 'driver',
  supports: { stream: false, abort: false, policy: false },
  open: () => ({ chat: async () => ({ ok: true, text: 'hm', model: null }), close: async () => {} }),
})
const asks = defineInvariant({
  name: 'asks-somebody', number: 901, requirement: 'Every answer was asked for.', source: 'ours', strength: 'must', vantage: 'driver',
  check: ({ exchanges, calls }) => exchanges.length > 0
    ? { verdict: 'pass', checked: calls.length }
    : { verdict: 'fail', checked: calls.length, violations: [{ message: 'nobody was asked', evidence: [0] }] },
})
const slow = defineScenario({
  name: 'slow-day', family: 'mine', requirement: 'Slow is not down.', source: 'ours', strength: 'should',
  upstream: { models: { 'my-model': [always(latency({ delayMs: 500 }))] } },
  load: sequential({ calls: 2, pauseMs: 10 }),
  expect: { deadlineMs: 4000, answeredAtLeast: 1 },
  exercises: ['every-call-settles', 'asks-somebody'],
})
export default defineConfig({ targets: { impatient }, scenarios: [slow], invariants: [asks] })
`

  test('is played, judged by the built-in rules and by its own, and can be replayed', () => {
    const cwd = emptyFolder({ 'bench.config.ts': mine })
    const [own, ours] = typeInNode([
      { argv: ['test', 'slow-day', '--json'], cwd },
      { argv: ['test', 'slow-day', '--json', '--target', 'client'], cwd },
    ])
    expect(ours!.code, ours!.err).toBe(0)
    expect(own!.code, own!.err).toBe(1)
    const [run] = (
      JSON.parse(own!.out) as {
        runs: { target: string; token: string; judged: { invariant: string; result: { verdict: string } }[] }[]
      }
    ).runs
    expect(run!.target).toBe('impatient')
    const failed = run!.judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
    expect(failed).toContain('asks-somebody')
    const [again] = typeInNode([{ argv: ['replay', run!.token], cwd }])
    expect(again!.code).toBe(1)
    expect(again!.out).toContain('History:  the same')
  }, 30_000)
})
