/** An element as it was opened. */
export interface OpenedElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

const tag = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*(\/?)>/iy
const attribute = /\s+([a-z-]+)(?:="([^"<>]*)")?/giy
const text = /(?:[^<>&]|&(?:amp|lt|gt|quot|#39);)*/y
const value = /^(?:[^<>&"]|&(?:amp|lt|gt|quot|#39);)*$/
const voidElements = new Set(['meta', 'link', 'br', 'hr', 'img', 'input'])

/**
 * Reads markup by a grammar far stricter than HTML's or XML's: all tags closed in order, all values in double quotes,
 * no bare `<`, `>` or `&`, no comment, no CDATA. What it accepts, every parser reads in the same way. Throws at the
 * first place that it does not accept; returns the elements in the order in which they open.
 */
export function readStrictly(markup: string, language: 'html' | 'xml'): OpenedElement[] {
  const opened: OpenedElement[] = []
  const open: string[] = []
  const prologue = language === 'html' ? '<!doctype html>' : '<?xml version="1.0" encoding="UTF-8"?>'
  if (!markup.startsWith(prologue)) throw new Error(`does not begin with ${prologue}`)
  let at = prologue.length
  while (at < markup.length) {
    text.lastIndex = at
    at += text.exec(markup)![0].length
    if (at === markup.length) break
    tag.lastIndex = at
    const match = tag.exec(markup)
    if (match === null) throw new Error(`no tag and no text: ${JSON.stringify(markup.slice(at, at + 80))}`)
    const [whole, closing, name = '', attributeText = '', selfClosing] = match
    at += whole.length
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes what is not open`)
      continue
    }
    opened.push({ name, attributes: attributesOf(attributeText) })
    if (selfClosing === '/' && language === 'html') throw new Error(`HTML knows no <${name}/>`)
    if (selfClosing !== '/' && !(language === 'html' && voidElements.has(name))) open.push(name)
    if (language === 'html' && (name === 'style' || name === 'script')) at = markup.indexOf(`</${name}>`, at)
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`)
  return opened
}

/** The elements with the names of their attributes: what hostile text must not change. */
export function shapeOf(elements: readonly OpenedElement[]): string[] {
  return elements.map(({ name, attributes }) => [name, ...Object.keys(attributes)].join(' '))
}

function attributesOf(source: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name = '', given = ''] of source.matchAll(attribute)) {
    if (name in attributes) throw new Error(`${name} twice`)
    if (!value.test(given)) throw new Error(`not escaped in ${name}: ${JSON.stringify(given)}`)
    attributes[name] = given
  }
  return attributes
}
