import type { RunVerdict } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { html, type Html } from './template.ts'

const signs: Record<RunVerdict, string> = {
  held: '✓',
  broke: '✗',
  'no-verdict': '?',
  refused: '−',
  'left-out': '−',
  crashed: '!',
}

/** A verdict's sign. Never alone: the word stands beside it. */
export function mark(verdict: RunVerdict): Html {
  return html`<span class="mark ${verdict}" aria-hidden="true">${signs[verdict]}</span>`
}

/** Sign and word. */
export function verdictWord(verdict: RunVerdict): Html {
  return html`<span class="verdict ${verdict}">${mark(verdict)} ${messages.verdicts[verdict]}</span>`
}

/** A box that scrolls sideways by itself, so that the page never does; reachable by keyboard. */
export function scrollBox(name: string, content: Html): Html {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${name}">${content}</div>`
}
