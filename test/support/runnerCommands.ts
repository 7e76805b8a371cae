/** A command as GitHub's runner reads it. */
interface RunnerCommand {
  readonly command: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/**
 * Reads what a process printed as GitHub's runner does, with both of its grammars. Source: actions/runner,
 * src/Runner.Common/ActionCommand.cs: lines are trimmed at their start; `::` opens, the next `::` ends the properties, which
 * are parted by commas, and only then is anything unescaped; `##[` is found anywhere.
 */
export function readCommands(printed: string): RunnerCommand[] {
  return printed.split(/\r\n|\r|\n/).flatMap((line) => commandIn(line) ?? [])
}

function commandIn(line: string): RunnerCommand | undefined {
  const trimmed = line.trimStart()
  if (trimmed.startsWith('::')) {
    const end = trimmed.indexOf('::', 2)
    if (end >= 0) return commandOf(trimmed.slice(2, end), trimmed.slice(end + 2))
  }
  const [, head, message] = /##\[([^\]]+)\](.*)/.exec(line) ?? []
  return head === undefined ? undefined : commandOf(head, message!)
}

function commandOf(head: string, message: string): RunnerCommand {
  const space = head.indexOf(' ')
  const [command, rest] = space < 0 ? [head, ''] : [head.slice(0, space), head.slice(space + 1)]
  const properties = rest.split(',').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at < 0 ? [] : [[pair.slice(0, at).trim(), unescaped(pair.slice(at + 1))]]
  })
  return { command, properties: Object.fromEntries(properties), message: unescaped(message) }
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}
