import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { askedBench } from '../src/cli/bench/askedBench.ts'
import { bench } from '../src/cli/commands/bench.ts'
import { readArguments } from '../src/cli/commandLine.ts'
import { takeInventory } from '../src/cli/inventory.ts'
import { commandNamed, loadCommand } from '../src/cli/commands.ts'
import { upperBound } from '../src/harness/bench/live/upperBound.ts'
import { messages } from '../src/messages/index.ts'
import { emptyFolder } from './support/commandLine.ts'

const page = readFileSync(new URL('../docs/live-first-run.md', import.meta.url), 'utf8')
const config = /```ts\n\/\/ bench.config.ts\n([\s\S]+?)```/
  .exec(page)![1]!
  .replace(/^import .*$/m, 'const defineConfig = (config) => config')
const commands = Array.from(page.matchAll(/^npx brownout (.+)$/gm), ([, typed]) => typed!.split(' '))
const live = commands.filter(([name, ...rest]) => name === 'bench' && rest.includes('--live'))

async function boundOf([, ...typed]: readonly string[]): Promise<string> {
  const cwd = emptyFolder({ 'bench.config.mjs': config })
  const args = readArguments('bench', typed, bench.grammar)
  const sink = { write: () => {}, isTTY: false, columns: undefined }
  const inventory = await takeInventory(args, { out: sink, err: sink, cwd, env: {}, onStop: () => () => {} })
  const { plan } = askedBench(args, inventory, 7, cwd)
  return messages.live.usd(upperBound(plan, { maxRequests: args.flags['max-requests'] }).atMostPicoUsd!)
}

describe('docs/live-first-run.md', () => {
  test('each bound is what the function of the run computes', async () => {
    const told = Array.from(page.matchAll(/(?:At most|and) (\$[\d.]+\d)/g), ([, cost]) => cost)
    expect(told).toEqual(await Promise.all(live.map(boundOf)))
  })

  test('no live benchmark is without its caps', () => {
    expect(live.length).toBeGreaterThan(4)
    for (const typed of live) expect(typed).toEqual(expect.arrayContaining(['--max-cost', '--max-requests']))
  })

  test.each(commands.map((typed) => [typed.join(' ')]))('%s can be typed', async (typed) => {
    const [name, ...rest] = typed.split(' ')
    const { grammar } = await loadCommand(commandNamed(name!))
    expect(() => readArguments(name!, rest, grammar)).not.toThrow()
  })
})
