import { readFileSync } from 'node:fs'
import { main } from '../../src/cli/main.ts'

/** Reads `[{ argv, cwd }]` from standard input, does one after the other, and writes how each ended. */
const lines = JSON.parse(readFileSync(0, 'utf8')) as { argv: string[]; cwd: string }[]
const ended = []
for (const { argv, cwd } of lines) {
  const written = { out: '', err: '' }
  const sink = (name: 'out' | 'err') => ({
    write: (text: string) => void (written[name] += text),
    isTTY: false,
    columns: undefined,
  })
  const code = await main(argv, { out: sink('out'), err: sink('err'), cwd, env: {}, onStop: () => () => {} })
  ended.push({ code, ...written })
}
process.stdout.write(JSON.stringify(ended), () => process.exit(0))
