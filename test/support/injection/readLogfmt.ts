/** Reads lines of `word key=value key="JSON string"`; returns of each its word and keys. Throws for anything else. */
export function readLogfmt(content: string): string[] {
  if (!content.endsWith('\n')) throw new Error('the last line has no end')
  return content
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const [, word, rest] = /^([a-z-]+)((?: [A-Za-z][A-Za-z0-9]*=(?:"(?:[^"\\]|\\.)*"|[^\s"=]+))*)$/.exec(line) ?? []
      if (word === undefined) throw new Error(`no line of facts: ${line.slice(0, 80)}`)
      const keys = [...rest!.matchAll(/ ([A-Za-z][A-Za-z0-9]*)=("(?:[^"\\]|\\.)*")?/g)].map(([, key, quoted]) => {
        if (quoted !== undefined) JSON.parse(quoted)
        return key
      })
      return [word, ...keys].join(' ')
    })
}
