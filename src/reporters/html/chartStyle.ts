import { inkStyle } from '../charts/ink.ts'
import { plannerStyle } from './plannerStyle.ts'

/** Of charts and what stands around them. */
export const chartStyle = `
${inkStyle}
figure { margin: 1.5rem 0 2.5rem; max-width: 54rem; }
figcaption { font-size: .9rem; color: var(--quiet); max-width: 46rem; margin-bottom: .5rem; }
figcaption b { display: block; color: var(--text); font-size: 1rem; font-weight: 650; }
svg { display: block; max-width: 100%; height: auto; }
/* The halo of a letter with corners would have thorns. */
svg text { stroke-linejoin: round; }
.chart { margin: .5rem 0; }
.chart svg { width: 100%; }
.percentiles th, .percentiles td { white-space: nowrap; padding: .375rem .5rem; font-size: .8rem; }
.percentiles th:first-child { padding-left: 0; }
.runs td { white-space: nowrap; }
.ground { float: right; }
.pick { display: inline-block; margin: .5rem 1rem .25rem 0; font-size: .875rem; color: var(--quiet); }
button, select { font: inherit; font-size: .8rem; color: var(--text); background: var(--raised); border: 1px solid var(--line); border-radius: .3em; padding: .2em .6em; }
.tip { position: absolute; z-index: 2; padding: .25rem .5rem; background: var(--text); color: var(--ground); border-radius: .3rem; font-size: .8rem; pointer-events: none; max-width: 18rem; }
[hidden] { display: none !important; }
.data { margin: .25rem 0; font-size: .9rem; }
.gates, .lights { list-style: none; padding: 0; margin: .5rem 0; }
.gates li { padding: .2rem 0; }
.lights { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .6rem; }
.lights li { padding: .5rem .75rem; border: 1px solid var(--line); border-left: 4px solid var(--quiet); border-radius: .3rem; }
.lights small { display: block; }
.lights .green { border-left-color: var(--good); }
.lights .amber { border-left-color: var(--unsure); }
.lights .red { border-left-color: var(--bad); background: var(--bad-ground); }
.calls, #calls ~ .chart { max-width: 54rem; }
details.call { margin: 0; border-bottom: 1px solid var(--line); }
.call summary { display: grid; grid-template-columns: minmax(14rem, 1fr) minmax(0, 27.5rem); gap: .25rem 1rem; color: var(--text); }
.call summary { align-items: center; font-size: .9rem; }
.call svg { width: 100%; }
.call .name small { display: block; }
.call ul { margin: .25rem 0 1rem; font-size: .9rem; }
/* A picture of 680 px would have letters of 8 px there: another is shown, drawn for a phone. */
@media (max-width: 40rem) {
  .wide { display: none; }
  .narrow[hidden] { display: block !important; max-width: 28rem; }
}
@media (max-width: 44rem) { .calls h3 small { display: block; } .call summary { grid-template-columns: minmax(0, 1fr); } }
${plannerStyle}
@media print {
  button, .pick, .planner { display: none; }
  figure, details.call { break-inside: avoid; }
  .data:not([open]) { display: none; }
  .percentiles { font-size: 6.5pt; }
  .percentiles th, .percentiles td, .runs td { white-space: normal; padding: .2rem .25rem; font-size: inherit; }
}
`
