import { html, Html } from '../html/template.ts'

/** How wide pictures are drawn, in px of their own. A page scales them a little, so that their texts stay as large as its own. */
const wide = 680
const narrow = 300

/** The same picture for a screen and for a phone. A style shows the second; where it is blocked, there is the first alone. */
export function inBothWidths(id: string, draw: (id: string, width: number) => Html): Html {
  return html`<div class="wide">${draw(id, wide)}</div>
    <div class="narrow" hidden>${withoutHover(draw(`${id}-narrow`, narrow))}</div>`
}

/** A thumb hovers over nothing, and a page has its size. A title with an id is the picture's own, and stays. */
function withoutHover({ markup }: Html): Html {
  return new Html(markup.replaceAll(/<title>[^<]*<\/title>/g, ''))
}

/** There is no room for names beside what they name. */
export function isNarrow(width: number): boolean {
  return width < 480
}
