import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readArguments } from '../src/cli/commandLine.ts'
import { serve } from '../src/cli/commands/serve.ts'
import { onSockets } from '../src/cli/serve/plan.ts'
import { readScript } from '../src/config/script/readScript.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { serveHere } from './support/serve.ts'

const pages = ['README.md', 'docs/serve.md'].map(
  (file) => [file, readFileSync(join(import.meta.dirname, '..', file), 'utf8')] as const,
)
const blocks = (page: string, kind: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text!)

describe.each(pages)('%s', (file, page) => {
  const scripts = blocks(page, 'json').filter((text) => text.includes('"models"'))

  test('its scripts can be served', () => {
    expect(scripts.length).toBeGreaterThan(0)
    for (const text of scripts) {
      expect(() => onSockets({ name: null, script: readScript(text, file), expect: {} }, false, file)).not.toThrow()
    }
  })

  test('its command lines are taken, and name scenarios that there are', () => {
    const lines = blocks(page, 'console').flatMap((text) =>
      text.split('\n').filter((line) => /brownout serve\b/.test(line)),
    )
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      const typed = line
        .replace(/^.*brownout serve/, '')
        .replace(/#.*/, '')
        .trim()
      const { words } = readArguments('serve', typed === '' ? [] : typed.split(/\s+/), serve.grammar)
      const known = words.every((word) => word.endsWith('.json') || scenarios.some(({ name }) => name === word))
      expect({ line, known }).toEqual({ line, known: true })
    }
  })
})

test('docs/serve.md names every path of the control API, and no other', async () => {
  const { control } = await serveHere()
  const { text } = await control('GET', '/')
  const offered = [...text.matchAll(/[A-Z]+ \/__brownout\/\w+/g)].map(([path]) => path).toSorted()
  const documented = [...pages[1]![1].matchAll(/^\| `([A-Z]+ \/__brownout\/\w+)/gm)].map(([, path]) => path!).toSorted()
  expect(documented).toEqual(offered)
  expect(offered.length).toBeGreaterThan(3)
})
