import { visible } from '../harmless.ts'

/** Markup that `html` made; the one kind of value that it lets through untouched. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

export type Value = Html | string | number | null | undefined | false | readonly Value[]

/**
 * Markup from a template, every value escaped for text and for a quoted attribute: put values there and nowhere else
 * (no unquoted attribute, no URL, no style).
 */
export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(literals.reduce((before, literal, index) => before + markupOf(values[index - 1]) + literal))
}

function markupOf(value: Value): string {
  if (value instanceof Html) return value.markup
  if (value === null || value === undefined || value === false) return ''
  return typeof value === 'object' ? value.map(markupOf).join('') : escape(visible(String(value)))
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}

/** The same without breaks of lines and what is indented behind them: values have none. Of thousands of cells they are a tenth. */
export function compact({ markup }: Html): Html {
  return new Html(markup.replace(/\n\s*/g, ' '))
}
