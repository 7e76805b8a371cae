/** Exactly `width` characters: cut with an ellipsis or filled up with spaces. */
export function fit(text: string, width: number): string {
  return cutTo(text, width).padEnd(width)
}

/** At most `width` characters. */
export function cutTo(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}

/** Breaks `text` at spaces, a word that is too long anywhere; lines after the first begin with `hang` spaces. */
export function wrap(text: string, width: number, hang: number): string[] {
  const lines: string[] = []
  let rest = text
  let room = width
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room)
    // A break inside the indent would leave an empty line.
    const end = space > hang && rest.slice(0, space).trim() !== '' ? space : room
    lines.push(rest.slice(0, end))
    rest = ' '.repeat(hang) + rest.slice(end).trimStart()
    room = Math.max(width, hang + 1)
  }
  return [...lines, rest]
}
