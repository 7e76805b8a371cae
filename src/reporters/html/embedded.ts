import type { ComparedRun } from '../../harness/bench/compare/comparedRun.ts'
import { embedRun, type EmbeddedRun } from '../../harness/bench/page/embeddedRun.ts'
import { messages } from '../../messages/index.ts'
import { html, Html } from './template.ts'

const words = messages.charts.data

/** The run itself, for `brownout compare`; null where it does not fit. */
export function embedded(run: ComparedRun): { readonly block: Html | null; readonly note: string } {
  let calls = 0
  for (const record of run.records()) if (record.type === 'sample') calls += 1
  const found = embedRun(run, calls)
  if (found === null) return { block: null, note: words.none }
  const note = found.kept === found.calls ? words.whole(found.calls) : words.part(found.kept, found.calls)
  return { block: blockOf(found), note }
}

/** No browser runs it; `<` would end it. */
function blockOf(found: EmbeddedRun): Html {
  const json = JSON.stringify(found)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return html`${new Html(`<script type="application/json" id="brownout-run">${json}</script>`)}`
}
