import { parse, type DefaultTreeAdapterMap } from 'parse5'

type Node = DefaultTreeAdapterMap['node']

/** Where a page may point: into itself, or to data that it holds itself. */
const allowedLink = /^(?:#|data:text\/csv[;,]|data:image\/png;base64,)/
const linkNames = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'srcset'])

/**
 * The tree of a page as a browser builds it (the WHATWG algorithm): each element with its depth and the names of its
 * attributes. Throws for what the algorithm had to mend, for a handler, and for a link that leads elsewhere.
 */
export function readHtml(markup: string): string[] {
  const mended: string[] = []
  const tree = parse(markup, {
    onParseError: ({ code, startOffset }) => mended.push(`${code}: ${markup.slice(startOffset, startOffset + 60)}`),
  })
  if (mended.length > 0) throw new Error(`not well-formed: ${mended[0]}`)
  const shape: string[] = []
  walk(tree, 0)
  return shape

  function walk(node: Node, depth: number): void {
    if (node.nodeName === '#comment') throw new Error('a comment, which nobody wrote')
    if ('attrs' in node) {
      for (const { name, value } of node.attrs) {
        if (/^on/i.test(name)) throw new Error(`<${node.nodeName} ${name}>: a handler`)
        if (linkNames.has(name) && !allowedLink.test(value)) throw new Error(`a link to ${value.slice(0, 80)}`)
      }
      shape.push([depth, node.nodeName, ...node.attrs.map(({ name }) => name)].join(' '))
    }
    if ('childNodes' in node) for (const child of node.childNodes) walk(child, depth + 1)
  }
}
