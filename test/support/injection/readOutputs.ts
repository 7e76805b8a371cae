/** Reads the file of `GITHUB_OUTPUT` as the runner does. Source: actions/runner, FileCommandManager.cs. */
export function readOutputs(content: string): [name: string, value: string][] {
  const lines = content.split('\n')
  const found: [string, string][] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!
    if (line === '') continue
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')]
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      found.push([line.slice(0, equals), line.slice(equals + 1)])
    } else if (heredoc >= 0) {
      const end = lines.indexOf(line.slice(heredoc + 2), at + 1)
      if (end < 0) throw new Error('a value without its end')
      found.push([line.slice(0, heredoc), lines.slice(at + 1, end).join('\n')])
      at = end
    } else throw new Error(`no assignment: ${line}`)
  }
  return found
}
