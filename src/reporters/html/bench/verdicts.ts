import type { GateResult } from '../../../bench/gates/judgeGates.ts'
import type { LightState, ValidityLight } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { gateText } from '../../bench/gateText.ts'
import { html, type Html } from '../template.ts'

const words = messages.benchReport

const gateSigns: Readonly<Record<GateResult['verdict'], [sign: string, state: string]>> = {
  passed: ['✓', 'held'],
  failed: ['✗', 'broke'],
  'no-verdict': ['?', 'no-verdict'],
}

const lightSigns: Readonly<Record<LightState, string>> = { green: '✓', amber: '!', red: '✗', unknown: '·' }

/** What was asked of the run, one gate a line. */
export function gateList(gates: readonly GateResult[]): Html {
  if (gates.length === 0) return html`<p>${messages.charts.noGates}</p>`
  return html`<ul class="gates">
    ${gates.map((result) => {
      const [sign, state] = gateSigns[result.verdict]
      return html`<li>
        <span class="mark ${state}" aria-hidden="true">${sign}</span>
        <b>${messages.outputs.verdicts[result.verdict]}</b>
        ${gateText(result)}
      </li> `
    })}
  </ul>`
}

/** Whether the figures can be believed: a light each, with a sign and a word beside its colour. */
export function lightList(lights: readonly ValidityLight[]): Html {
  return html`<ul class="lights">
    ${lights.map(
      ({ light, state, text }) =>
        html`<li class="${state}">
          <span aria-hidden="true">${lightSigns[state]}</span>
          <b>${messages.charts.lights[light]}</b> ${words.lights[state]}<span class="spoken">: </span
          ><small>${text}</small>
        </li> `,
    )}
  </ul>`
}
