import { createHash } from 'node:crypto'
import { currentSection } from './currentSection.ts'
import { plannerScript } from './plannerScript.ts'

/**
 * What the page can do beside being read: nothing is missing where scripts are blocked. It sends nothing, and makes elements
 * of text alone.
 */
export const script = `
'use strict'
const words = JSON.parse(document.body.dataset.words)
const all = (query, from = document) => [...from.querySelectorAll(query)]
const make = (name, fields) => Object.assign(document.createElement(name), fields)
const pick = (name, options, onPick) => {
  const select = make('select', {})
  for (const [value, text] of options) select.append(make('option', { value, textContent: text }))
  select.addEventListener('change', () => onPick(select.value))
  const label = make('label', { className: 'pick', textContent: name + ' ' })
  label.append(select)
  return label
}

const root = document.documentElement
const isDark = () => (root.dataset.ground ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark'
const ground = make('button', { type: 'button', textContent: words.theme, className: 'ground' })
ground.addEventListener('click', () => (root.dataset.ground = isDark() ? 'light' : 'dark'))
document.querySelector('header .brand')?.append(ground)

const tip = make('div', { className: 'tip', hidden: true })
tip.setAttribute('aria-hidden', 'true')
document.body.append(tip)
for (const svg of all('svg')) {
  svg.addEventListener('pointermove', (event) => {
    const found = event.target.querySelector?.(':scope > title')
    tip.hidden = !found || event.target === svg
    if (tip.hidden) return
    tip.textContent = found.textContent
    const left = Math.min(event.pageX + 12, root.clientWidth - tip.offsetWidth - 8)
    tip.style.left = Math.max(8, left) + 'px'
    tip.style.top = event.pageY + 16 + 'px'
  })
  svg.addEventListener('pointerleave', () => (tip.hidden = true))
}

for (const table of all('table.percentiles')) {
  const names = all('thead th[class^="p"]', table).map((cell) => [cell.className, cell.textContent])
  table.closest('.scroll').before(pick(words.filter, [['', words.everything], ...names], (chosen) => {
    for (const [name] of names) for (const cell of all('.' + name, table)) cell.hidden = chosen !== '' && chosen !== name
  }))
}

for (const table of all('table.filtered')) {
  const chosen = new Map()
  const rows = all('tbody tr', table)
  for (const column of table.dataset.filter.split(' ').map(Number)) {
    const texts = [...new Set(rows.map((row) => row.cells[column].textContent))]
    const name = table.tHead.rows[0].cells[column].textContent
    table.closest('.scroll').before(pick(name, [['', words.everything], ...texts.map((text) => [text, text])], (text) => {
      chosen.set(column, text)
      for (const row of rows)
        row.hidden = [...chosen].some(([at, wanted]) => wanted !== '' && row.cells[at].textContent !== wanted)
    }))
  }
}

const kinds = all('.calls')
if (kinds.length > 1) {
  const options = kinds.map((kind) => [kind.dataset.kind, kind.querySelector('h3').firstChild.textContent.trim()])
  kinds[0].before(pick(words.filter, [['', words.everything], ...options], (chosen) => {
    for (const kind of kinds) kind.hidden = chosen !== '' && chosen !== kind.dataset.kind
  }))
}
document.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !event.target.matches?.('.call > summary')) return
  const lines = all('.calls:not([hidden]) .call > summary')
  lines[lines.indexOf(event.target) + step]?.focus()
  event.preventDefault()
})

for (const link of navigator.clipboard ? all('a[download]') : []) {
  const copy = make('button', { type: 'button', textContent: words.copy })
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(decodeURIComponent(link.href.slice(link.href.indexOf(',') + 1)))
    copy.textContent = words.copied
  })
  link.after(' ', copy)
}
${plannerScript}${currentSection}`

/** As a Content Security Policy names it. */
export const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`
