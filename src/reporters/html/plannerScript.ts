import { interpolation } from './interpolation.ts'

/** Part of the page's script: sliders over the simulated loads, and what lies between them, said to be interpolated. */
export const plannerScript = `
for (const table of all('table[data-planner]')) {
${interpolation}
  const grid = JSON.parse(table.dataset.planner)
  const texts = grid.words
  const digits = (value, most = 3) => Number(value.toPrecision(most)).toLocaleString('en')
  const percent = (value) => digits(value * 100) + ' %'
  const ms = (value) => (value === Infinity ? '∞' : value >= 1000 ? digits(value / 1000) + ' s' : digits(value) + ' ms')
  const usd = (value) => '$' + digits(value)
  const slide = (name, min, max, value) => {
    const input = make('input', { type: 'range', min, max, step: 'any', value })
    const shown = make('output', {})
    const label = make('label', {})
    label.append(name + ' ', shown, input)
    return { input, shown, label }
  }
  const box = make('div', { className: 'planner' })
  const load = slide(texts.load, grid.loads[0], grid.loads.at(-1), grid.start)
  const quotas = slide(texts.quotas, Math.log2(grid.factors[0]), Math.log2(grid.factors.at(-1)), 0)
  let lost = 0
  const figures = make('dl', { className: 'facts' })
  figures.setAttribute('aria-live', 'polite')
  const state = make('p', { className: 'quiet' })
  const tell = () => {
    const asked = { load: Number(load.input.value), factor: 2 ** Number(quotas.input.value), lost }
    const corners = cornersOf(grid, asked)
    const [good, ttft, total, refused, attempts, inFlight, cost, keeps] = Array.from({ length: 8 }, (_, field) => between(corners, field))
    const known = (value, text) => (value === null ? texts.unknown : text(value))
    const perMonth = cost === null ? null : cost * asked.load * 2592000
    load.shown.textContent = digits(asked.load) + '/s'
    quotas.shown.textContent = digits(asked.factor, 2) + 'x'
    const rows = [
      [texts.keeps, keeps > 0.999 ? texts.yes : keeps < 0.001 ? texts.no : texts.open],
      [texts.good, known(good, percent)],
      [texts.ttft, known(ttft, ms)],
      [texts.total, known(total, ms)],
      [texts.refused, known(refused, percent)],
      [texts.inFlight, known(inFlight, digits)],
      [texts.requests, known(attempts, (value) => digits(value * asked.load * 60))],
      [texts.month, known(perMonth, usd)],
    ]
    figures.replaceChildren(...rows.map(([name, text]) => {
      const row = make('div', {})
      row.append(make('dt', { textContent: name }), make('dd', { textContent: text }))
      return row
    }))
    box.dataset.keeps = keeps > 0.999 ? 'yes' : keeps < 0.001 ? 'no' : 'open'
    state.textContent = corners.length === 1 ? texts.simulated : texts.interpolated
  }
  const which = pick(texts.lost, grid.lost.map((name, index) => [index, name]), (chosen) => {
    lost = Number(chosen)
    tell()
  })
  for (const { input } of [load, quotas]) input.addEventListener('input', tell)
  box.append(load.label, quotas.label, which, figures, state)
  let place = table.closest('.scroll')
  while (place.previousElementSibling?.matches('label.pick')) place = place.previousElementSibling
  place.before(box)
  tell()
}
`
