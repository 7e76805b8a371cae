/** Of the sliders that the script puts before the table of simulated loads. */
export const plannerStyle = `
.planner { max-width: 54rem; margin: 1rem 0 2rem; padding: 1rem 1.25rem; background: var(--raised); border-left: 4px solid var(--unsure); border-radius: .3rem; }
.planner[data-keeps="yes"] { border-left-color: var(--good); }
.planner[data-keeps="no"] { border-left-color: var(--bad); }
.planner label { display: block; font-size: .9rem; margin: 0 0 .5rem; color: var(--text); }
.planner label.pick { display: inline-block; }
.planner output { font-weight: 650; font-variant-numeric: tabular-nums; }
.planner input { display: block; width: 100%; margin: .25rem 0; accent-color: var(--accent); }
.planner .facts { margin: 1rem 0; gap: .75rem 2rem; }
.planner .facts dd { font-size: 1.1rem; }
`
