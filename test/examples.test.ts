import { execFile, execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { after, always, catalogue, first, type Rule, type Script } from '../src/faults/index.ts'
import { emptyFolder, type as typed, typeInNode } from './support/commandLine.ts'
import { startWire } from './support/wire.ts'

const { overloaded, rateLimit, stall, status } = catalogue
const root = join(import.meta.dirname, '..')
const fromSource = pathToFileURL(join(import.meta.dirname, 'support/fromSource.ts')).href

interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
  /** The models that were asked, in the order of time. */
  readonly asked: readonly string[]
}

/** Runs an example against a bad day on 127.0.0.1, as `node examples/….ts` would against a provider. */
async function run(example: string, script: Script, environment: Record<string, string> = {}): Promise<Run> {
  const { url, history } = await startWire(script)
  const env = { BASE_URL: `${url()}/v1`, API_KEY: 'sk-test', ...environment }
  const argv = ['--import', fromSource, join(root, 'examples', example)]
  const ended = await new Promise<Omit<Run, 'asked'>>((resolve) => {
    execFile(process.execPath, argv, { cwd: root, env, timeout: 15_000 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
    )
  })
  const asked = history.events.flatMap((event) => (event.type === 'exchange-started' ? [event.model] : []))
  return { ...ended, asked }
}

const chain = (...rules: Rule[]): Script => ({
  models: { 'deepseek-chat': rules, 'moonshot-v1-8k': [], 'abab6-chat': [] },
})

const ofQuickstart = 'Patience is a resource: spend it well. Kiên nhẫn 🐢'

describe('examples/quickstart.ts', () => {
  test('sits a short wait out, and says what the answer took and cost', async () => {
    const { code, out, err, asked } = await run('quickstart.ts', chain(first(1, rateLimit({ retryAfterSeconds: 1 }))))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(asked).toEqual(['deepseek-chat', 'deepseek-chat'])
    const [text, ...lines] = out.split('\n')
    expect(text).toContain(ofQuickstart)
    expect(lines.slice(0, 3)).toEqual([
      '- first: deepseek-chat failed, rate_limited',
      '- retry: deepseek-chat answered',
      'It cost 0.0000084 USD (at most 0.0000084),',
    ])
    const [, tookMs, waitedMs] = /took (\d+) ms, of which (\d+) were waits/.exec(out)!.map(Number)
    expect(waitedMs).toBeGreaterThanOrEqual(1_000)
    expect(tookMs).toBeGreaterThanOrEqual(waitedMs!)
  })

  test('goes on to the next model when the wait would be long', async () => {
    const { code, out, asked } = await run('quickstart.ts', chain(always(rateLimit({ retryAfterSeconds: 25 }))))
    expect(code).toBe(0)
    expect(asked).toEqual(['deepseek-chat', 'moonshot-v1-8k'])
    expect(out).toContain('- fallback: moonshot-v1-8k answered\nIt cost 0.000027 USD (at most 0.000027),')
  })

  test('ends with an error that says why, where nothing helps', async () => {
    const { code, out, err } = await run('quickstart.ts', chain(always(status({ status: 400 }))))
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^No answer: invalid_request .* \[1 attempt: deepseek-chat: 400\]\n$/)
  })
})

test('examples/streaming.ts shows words as they come, when the first came, and what is left of a stream that was stopped', async () => {
  const rules = chain(first(1, overloaded({})), after(2, stall({ bytes: 1_000 })))
  const { code, out, err } = await run('streaming.ts', rules)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const [whole, told, part, stopped] = out.split('\n')
  expect(whole).toContain(ofQuickstart)
  expect(told).toMatch(/^- deepseek-chat, attempt 2: the first words after \d+ ms$/)
  expect(ofQuickstart.startsWith(part!.split('] ')[1]!)).toBe(true)
  expect(stopped).toBe(`- aborted after ${part!.length} characters: nothing of them is lost`)
})

describe('examples/batch.ts', () => {
  test('sums up what came of ten requests, one of which failed', async () => {
    const { code, out, err } = await run('batch.ts', chain(first(1, status({ status: 400 }))))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.match(/ answered by deepseek-chat\n/g)).toHaveLength(9)
    expect(out.match(/ failed: invalid_request/g)).toHaveLength(1)
    expect(out).toContain("9 answered, 1 failed, by model: { 'deepseek-chat': 9 }\n")
    expect(out).toContain('180 tokens; 0 answers without a count\n0.0000756 USD of 0.1\n')
  })

  test('keeps to its budget', async () => {
    const { code, out, asked } = await run('batch.ts', chain(), { BUDGET_USD: '0.0005' })
    expect(code).toBe(0)
    const answered = out.match(/ answered by /g)!.length
    expect(answered).toBe(asked.length)
    expect(answered).toBeLessThan(10)
    expect(out).toContain(`${answered} answered, ${10 - answered} failed`)
    expect(out).toMatch(/ failed: budget /)
    expect(Number(/^([\d.]+) USD of 0\.0005$/m.exec(out)?.[1])).toBeLessThanOrEqual(0.0005)
  })
})

describe('examples/custom-reporter.ts', () => {
  test('reads what a run left, from the schema alone', async () => {
    const folder = emptyFolder()
    await typed(['test', 'auth-401', '--target', 'tutorial', '--reporter', 'json'], folder)
    const argv = [join(root, 'examples/custom-reporter.ts'), join(folder, 'reports/latest/report.json')]
    const out = execFileSync(process.execPath, argv, { encoding: 'utf8' })
    const [badge, head, ...lines] = out.trimEnd().split('\n')
    expect(JSON.parse(badge!)).toEqual({ schemaVersion: 1, label: 'bad day', message: 'broke', color: 'red' })
    expect(head).toBe('broke: brownout test auth-401 --target tutorial --reporter json')
    expect(lines[0]).toMatch(/^- tutorial-\S+, auth-401: \S+, again: npx brownout replay b1\./)
  })

  test('is a reporter of a config, too', () => {
    const config = `import { badge } from '${join(root, 'examples/custom-reporter.ts')}'\nexport default { reporters: ['json', badge] }`
    const folder = emptyFolder({ 'bench.config.ts': config })
    const [ended] = typeInNode([{ argv: ['bench', '--world', 'virtual', '--requests', '20'], cwd: folder }])
    expect({ code: ended!.code, err: ended!.err }).toEqual({ code: 0, err: '' })
    const left = (name: string) => readFileSync(join(folder, 'reports/latest', name), 'utf8')
    expect(JSON.parse(left('badge.json'))).toMatchObject({ message: 'held', color: 'brightgreen' })
    expect(left('chat.txt')).toBe('held: Measured. No gates were set.\n')
  })
})

test('every example is run here; what is a package of its own, by `npm run check:example` and `check:ci-examples`, and programs to judge in test/judge and test/ready', () => {
  const examples = [
    'batch.ts',
    'ci',
    'custom-reporter.ts',
    'judge-anything',
    'msw-vitest',
    'quickstart.ts',
    'resilient-vitest',
    'streaming.ts',
    'testees',
  ]
  expect(readdirSync(join(root, 'examples'))).toEqual(examples)
})
