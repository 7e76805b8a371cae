/** What the table needs beside the style of every page. */
export const tableStyle = `
h3 code, h4 code { font-weight: 650; }
.verdicts .cell { min-width: 2.1rem; padding: .15rem .2rem; }
.verdicts tbody th { min-width: 17rem; max-width: 17rem; padding: .15rem .75rem .15rem 0; font-size: .85rem; }
.verdicts thead .rule span { max-height: 14rem; }
.verdicts .tag { float: right; }
.cell.non-strict { background: var(--unsure-ground); color: var(--unsure); font-weight: 700; }
.cell.hang, .cell.hang a { background: var(--bad-ground); color: var(--bad); font-weight: 700; }
.cell.flaky { color: var(--unsure); border: 1px dashed var(--unsure); font-weight: 700; }
.sign.non-strict, .sign.flaky { color: var(--unsure); }
.sign.hang { color: var(--bad); }
.cell a { display: block; text-decoration: none; }
.clients .number { white-space: nowrap; }
.feeling td { min-width: 8.5rem; font-size: .8rem; }
.feeling td.none { color: var(--quiet); }
.wire {
  overflow-x: auto; margin: .35rem 0; padding: .6rem .8rem; background: var(--raised); border-radius: .3em;
  font: .8rem/1.5 var(--mono); max-width: 62rem;
}
.repeat { list-style: none; margin: .35rem 0; padding: 0; font-size: .8rem; }
.repeat li { margin: .2rem 0; }
.repeat code { background: var(--raised); padding: .1em .4em; border-radius: .3em; user-select: all; }
.repeat li:target { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.red { padding-left: 1.1rem; border-left: 3px solid var(--bad); margin: 0 0 2rem; }
.measured { padding: .5rem .8rem; border-left: 3px solid var(--unsure); background: var(--unsure-ground); max-width: 46rem; }
@media (max-width: 44rem) {
  .verdicts tbody th { min-width: 7.5rem; max-width: 7.5rem; }
  .verdicts .tag { float: none; }
  .red { padding-left: .75rem; }
}
/* Nineteen clients side by side: a larger sheet, or a smaller print. */
@page wide { size: A3 landscape; }
@media print {
  .feeling { page: wide; width: 100%; }
  .feeling tbody th, .feeling td { min-width: 0; max-width: none; font-size: 5.5pt; overflow-wrap: anywhere; padding: .1rem .15rem; }
  .feeling thead th { white-space: normal; overflow-wrap: anywhere; font-size: 5.5pt; }
  .verdicts .cell { min-width: 0; padding: .15rem .1rem; }
  .verdicts tbody th { min-width: 9rem; max-width: 9rem; font-size: 6.5pt; }
  .verdicts .tag { float: none; }
  .wire { white-space: pre-wrap; }
}
`
