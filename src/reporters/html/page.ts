import { messages } from '../../messages/index.ts'
import { script, scriptHash } from './script.ts'
import { style } from './style.ts'
import { html as markup, Html } from './template.ts'

/** `base-uri` and `form-action` do not fall back to `default-src`. */
const policy = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src '${scriptHash}'; img-src data:`

export interface Section {
  readonly id: string
  readonly title: string
  readonly content: Html
}

export interface Page {
  readonly title: string
  /** Ours, and trusted: what this page needs beside the style of all. */
  readonly style?: string
  readonly header: Html
  /** What programs read of it. */
  readonly data?: Html | null
  readonly sections: readonly Section[]
}

/** A page that asks nothing of where it lies: no request, readable without its script, in a mail, in print, on a phone. */
export function pageOf({ title, style: more = '', header, sections, data = null }: Page): string {
  return markup`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(style + more)}</style>
</head>
<body data-words="${JSON.stringify(messages.charts.script)}">
${header}
<nav aria-label="${messages.report.contents}"><ul>
${sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>\n`)}</ul></nav>
<main>
${sections.map(
  ({ id, title: name, content }) => markup`<section aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
${content}
</section>
`,
)}</main>
${data}<script>${new Html(script)}</script>
</body>
</html>
`.markup
}
