import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { notes } from '../tools/explored/notes.ts'
import { playedAgain, writtenDays } from '../tools/tokens.ts'

const page = readFileSync(new URL('../docs/explored.md', import.meta.url), 'utf8')

describe('docs/explored.md', () => {
  const days = writtenDays()

  test('tells of every target that others wrote, and holds a token for each finding', () => {
    expect([...page.matchAll(/^## (\S+)$/gm)].map(([, name]) => name)).toEqual([
      ...['fallback', 'limiter', 'robust', 'smart-retry', 'smart-retry-repaired'].map((name) => `tutorial-${name}`),
      'aws-standard',
      'openai-rules',
    ])
    const findings = [...page.matchAll(/^### \S+: \S+$/gm)].length
    expect(findings).toBeGreaterThan(20)
    expect([...page.matchAll(/^`npx brownout replay b1\..*`$/gm)]).toHaveLength(findings)
  })

  test.each(days)('$name replays to its history', async (day) => {
    expect(await playedAgain(day), 'made by other code? npm run explore:targets').toBe(day.historyHash)
  })

  test('what is said against the clients of others was confirmed, and says so', () => {
    const said = [...page.matchAll(/^### (openai-rules|aws-standard): (\S+)$/gm)]
    expect(said.length).toBeGreaterThan(5)
    for (const [, target, rule] of said) expect(notes[target!]?.[rule!], `${target}: ${rule}`).toBeDefined()
  })
})
