import { chartStyle } from './chartStyle.ts'
import { propertiesOf } from '../charts/ink.ts'
import { indexStyle } from './indexStyle.ts'

const dark = `${propertiesOf('dark')} --good-ground: #14302a; --bad-ground: #3a1d18; --unsure-ground: #33290f;`

/**
 * The page's style. Red and green lean towards vermilion and blue-green, which colour-blind readers can tell apart
 * (Okabe and Ito, Color Universal Design); text on its ground keeps a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3).
 */
export const style = `
:root {
  color-scheme: light dark; ${propertiesOf('light')}
  --good-ground: #e6f4ee; --bad-ground: #fdece8; --unsure-ground: #fdf3dc;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root:not([data-ground="light"]) { ${dark} }
}
@media screen { :root[data-ground="dark"] { color-scheme: dark; ${dark} } }
:root[data-ground="light"] { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 84rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4 { line-height: 1.25; font-weight: 650; text-wrap: balance; }
h1 { font-size: clamp(1.4rem, 1.1rem + 1.2vw, 1.9rem); max-width: 62rem; margin: .25rem 0 .75rem; letter-spacing: -.015em; }
h2 { font-size: 1.3rem; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: .95rem; margin: 1.25rem 0 .35rem; }
small, .quiet { color: var(--quiet); font-weight: 400; font-size: .875rem; }
p { margin: .35rem 0; max-width: 46rem; }
p, li, dd, figcaption { text-wrap: pretty; }
code { font-family: var(--mono); font-size: .875em; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
[id] { scroll-margin-top: 4.5rem; }
.spoken {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}

.brand { color: var(--quiet); font-size: .875rem; margin: 0; max-width: none; display: flow-root; }
.brand b { color: var(--text); letter-spacing: .01em; }
header .mark { margin-right: .1em; }
.rest { color: var(--quiet); }
.facts { display: flex; flex-wrap: wrap; gap: .75rem 2.25rem; margin: 1.5rem 0 0; }
.facts div { display: flex; flex-direction: column-reverse; }
.facts dt { color: var(--quiet); font-size: .8rem; }
.facts dd { margin: 0; font-size: 1.2rem; font-variant-numeric: tabular-nums; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 1.75rem 0 0; padding: 0; }
nav a { font-size: .9rem; }

.mark.held, .verdict.held, .sign.pass { color: var(--good); }
.mark.broke, .verdict.broke, .mark.crashed, .verdict.crashed, .sign.fail { color: var(--bad); }
.mark.no-verdict, .verdict.no-verdict, .sign.blame { color: var(--unsure); }
.mark.refused, .verdict.refused, .mark.left-out, .verdict.left-out { color: var(--quiet); }
.verdict { white-space: nowrap; font-weight: 600; }
.tag {
  display: inline-block; padding: 0 .4em; border: 1px solid var(--line); border-radius: .3em;
  color: var(--quiet); font-size: .75rem; font-weight: 400; line-height: 1.5; vertical-align: .1em;
}

.scroll { position: relative; overflow-x: auto; margin: 1rem 0 1.5rem; container-type: inline-size; }
/* Rows are whole px high: a row head that stays in view would lie over the line of the row above it. */
table { line-height: 1.375rem; border-collapse: separate; border-spacing: 0; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
caption { text-align: left; font-weight: 650; padding-bottom: .5rem; position: sticky; left: 0; max-width: 100cqi; overflow-wrap: anywhere; }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem; border-bottom: 1px solid var(--line); }
th { font-weight: 500; }
thead th { vertical-align: bottom; color: var(--quiet); font-size: .8rem; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; }
.number { text-align: right; }
.plain, .runs { width: 100%; }
.plain td { min-width: 9rem; }
.matrix tbody th { position: sticky; left: 0; background: var(--ground); min-width: 7rem; max-width: 18rem; }
.matrix thead .rule { padding: .4rem 0; text-align: center; }
.matrix .rule span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.matrix .rule span { font-family: var(--mono); font-size: .75rem; }
.matrix .rule span { display: inline-block; max-height: 18rem; overflow: hidden; text-overflow: ellipsis; }
.matrix .cell { text-align: center; min-width: 2.75rem; padding: .375rem .25rem; white-space: nowrap; }
.matrix .cell { border-left: 1px solid var(--line); }
.matrix .reason { color: var(--quiet); min-width: 14rem; border-left: 1px solid var(--line); }
.cell.pass { color: var(--good); }
.cell.fail { background: var(--bad-ground); font-weight: 700; }
.cell.fail, .cell.fail a { color: var(--bad); }
.cell.blame { background: var(--unsure-ground); color: var(--unsure); font-weight: 700; }
.cell.unknown { color: var(--quiet); }
.cells .cell { text-align: left; min-width: 9rem; white-space: normal; }
.cells thead th { white-space: normal; overflow-wrap: anywhere; }
.cells .family { color: var(--quiet); font-size: .8rem; padding-top: 1rem; }
.cells .why { display: block; font-size: .75rem; max-width: 24rem; }
.cell.non-strict, .sign.non-strict { color: var(--unsure); }
.cell.non-strict a { color: var(--unsure); }
.cell.hang { background: var(--bad-ground); font-weight: 700; }
.cell.hang, .cell.hang a, .sign.hang { color: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; font-size: .85rem; }
.legend { color: var(--quiet); }
.sign { font-weight: 700; }

details { margin: 1rem 0; }
summary { cursor: pointer; color: var(--accent); padding: .25rem 0; }
summary h3 { display: inline; color: var(--text); }
.story { margin: .5rem 0 2.5rem; padding-left: 1.1rem; border-left: 3px solid var(--bad); }
.card { padding-left: 1.1rem; border-left: 3px solid var(--unsure); margin: 0 0 1.75rem; }
.card h3 { margin-top: 0; }
.finding ul { margin: .25rem 0 .35rem; padding-left: 1.1rem; max-width: 46rem; font-weight: 550; }
.finding li.quiet { font-weight: 400; }
.asks { font-size: .9rem; color: var(--quiet); }
.asks b { font-weight: 600; color: var(--text); }
.source { display: block; font-size: .8rem; color: var(--quiet); }
.commands { margin: 1.25rem 0 0; font-size: .9rem; }
.commands div { display: flex; flex-wrap: wrap; gap: 0 .75rem; margin: .25rem 0; }
.commands dt { color: var(--quiet); min-width: 8rem; }
.commands dd { margin: 0; }
.day div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); }
.day dd { grid-column: 2; }
.commands code { background: var(--raised); padding: .15em .45em; border-radius: .3em; user-select: all; }

.lanes, .timeline li {
  display: grid; grid-template-columns: 6.5rem 4.5rem minmax(0, 1fr) minmax(0, 1.15fr); column-gap: .75rem;
}
.lanes { color: var(--quiet); font-size: .8rem; padding: 0 .5rem .25rem; border-bottom: 1px solid var(--line); }
.lanes span:first-child { grid-column: 3; }
.lanes span:last-child { padding-left: .9rem; }
.timeline { list-style: none; margin: 0; padding: 0; font-size: .875rem; max-width: 62rem; }
.lanes { max-width: 62rem; }
.timeline li { padding: 0 .5rem; }
.timeline li > span { padding: .18rem 0; grid-row: 1; }
.timeline .at { text-align: right; font-variant-numeric: tabular-nums; color: var(--quiet); }
.timeline .call { color: var(--quiet); }
.timeline .upstream .text { grid-column: 3; }
.timeline .client .text, .timeline li::after { grid-column: 4; grid-row: 1; padding-left: .9rem; }
.timeline li::after { content: ""; border-left: 2px solid var(--line); }
.timeline .gap .text { grid-column: 3 / 5; color: var(--quiet); font-size: .8rem; }
.timeline .gap::after { border-left-style: dotted; }
.timeline .proves { background: var(--bad-ground); box-shadow: inset 3px 0 var(--bad); }
.proof { display: block; color: var(--bad); font-size: .8rem; font-weight: 600; }

.rules dt { margin-top: .75rem; }
.rules dd { margin: .1rem 0 0; max-width: 46rem; }
.method { font-size: .9rem; }
.method div { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .2rem 0; }
.method dt { color: var(--quiet); min-width: 8rem; }
.method dd { margin: 0; }
${chartStyle}
${indexStyle}
@media (max-width: 44rem) {
  body { padding-top: 1.25rem; }
  .lanes { display: none; }
  .timeline li { grid-template-columns: auto minmax(0, 1fr); padding: .3rem .5rem; }
  .timeline li > span { padding: 0; }
  .timeline .at { text-align: left; }
  .timeline .client .text, .timeline .upstream .text, .timeline .gap .text { grid-column: 1 / 3; grid-row: 2; }
  .timeline .client .text { margin-left: 1rem; border-left: 2px solid var(--line); padding-left: .6rem; }
  .timeline li::after { content: none; }
  .story, .card { padding-left: .75rem; }
  .day div { grid-template-columns: minmax(0, 1fr); }
  .day dd { grid-column: 1; }
  .runs tbody th, .runs thead th:first-child { position: sticky; left: 0; background: var(--ground); min-width: 6rem; max-width: 8rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  h2, h3, h4, summary { break-after: avoid; }
  tr, .timeline li, .finding, .card { break-inside: avoid; }
  .scroll { overflow: visible; container-type: normal; }
  caption { max-width: none; }
  table { font-size: 7.5pt; line-height: 1.4; }
  th, td, thead th { padding: .2rem .3rem; font-size: inherit; white-space: normal; }
  .matrix { font-size: 7pt; }
  /* What was never put to the test is told below the table, and paper has an edge. */
  .matrix .idle { display: none; }
  .matrix .cell { min-width: 0; padding: .2rem; }
  .matrix thead .rule span { font-size: 6.5pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
