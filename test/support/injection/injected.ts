import type { Outlets } from './outlet.ts'
import { spoiled } from './spoiled.ts'

/** What went through one outlet. */
export interface OutletFigures {
  readonly outlet: string
  readonly documents: number
  readonly megabytes: number
  /** Documents whose shape hostile text changed, or that hold what must never stand there. */
  readonly escapes: number
  readonly firstEscape: string | null
}

/**
 * Puts every string into a report, or what else comes out, and reads back what each outlet made of it: its shape has to be that of the same report
 * without them. A string is dealt once for each report and outlet; `documents` are as many as it takes.
 */
export function inject<Subject extends object>(
  template: Subject,
  outlets: Outlets<Subject>,
  strings: readonly string[],
): OutletFigures[] {
  const asked = Object.entries(outlets)
  const expected = new Map(asked.map(([name, { write, read }]) => [name, JSON.stringify(read(write(template)))]))
  const tally = new Map(
    asked.map(([name]) => [name, { documents: 0, bytes: 0, escapes: 0, firstEscape: null as string | null }]),
  )
  for (let dealt = 0; dealt < strings.length;) {
    const before = dealt
    const subject = spoiled(template, () => strings[dealt++ % strings.length]!)
    if (dealt === before) throw new Error('nothing with text in it')
    for (const [name, { write, read }] of asked) {
      const counts = tally.get(name)!
      counts.documents += 1
      const problem = problemOf(() => {
        const written = write(subject)
        counts.bytes += Buffer.byteLength(written)
        return JSON.stringify(read(written))
      }, expected.get(name)!)
      if (problem === undefined) continue
      counts.escapes += 1
      counts.firstEscape ??= problem
    }
  }
  return [...tally].map(([outlet, { documents, bytes, escapes, firstEscape }]) => ({
    outlet,
    documents,
    megabytes: bytes / 1e6,
    escapes,
    firstEscape,
  }))
}

function problemOf(shape: () => string, expected: string): string | undefined {
  try {
    const found = shape()
    return found === expected ? undefined : difference(found, expected)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function difference(found: string, expected: string): string {
  let at = 0
  while (found[at] === expected[at]) at += 1
  return `another shape: ${found.slice(Math.max(0, at - 40), at + 60)} instead of ${expected.slice(Math.max(0, at - 40), at + 60)}`
}
