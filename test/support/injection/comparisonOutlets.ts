import type { Comparison } from '../../../src/harness/bench/compare/comparison.ts'
import { comparisonLines } from '../../../src/reporters/compare/console.ts'
import { comparisonJunit } from '../../../src/reporters/compare/junit.ts'
import { comparisonMarkdown } from '../../../src/reporters/compare/markdown.ts'
import { readStrictly, shapeOf } from '../strictMarkup.ts'
import { inert } from './harmless.ts'
import type { Outlets } from './outlet.ts'
import { readMarkdown } from './readMarkdown.ts'

/** What `brownout compare` writes. */
export const comparisonOutlets: Outlets<Comparison> = {
  JUnit: { write: comparisonJunit, read: (written) => shapeOf(readStrictly(written, 'xml')) },
  Markdown: { write: comparisonMarkdown, read: readMarkdown },
  terminal: { write: (comparison) => `${comparisonLines(comparison, false).join('\n')}\n`, read: linesOf },
  'quiet terminal': { write: (comparison) => `${comparisonLines(comparison, true).join('\n')}\n`, read: inert },
}

/** One that is not wrapped by words has as many lines as it has facts. */
function linesOf(written: string): string[] {
  return [...inert(written), String(written.split('\n').length)]
}
