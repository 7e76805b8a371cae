import type { Reporter } from '../../harness/report.ts'
import { allByName } from '../select.ts'

/** The reporters that `--format` names; undefined where it names none. Throws a `Problem` for a name that nobody has. */
export function formatsOf(
  names: readonly string[] | undefined,
  reporters: readonly Reporter[],
): readonly Reporter[] | undefined {
  return names === undefined ? undefined : [...new Set(allByName('format', names, reporters, '--format'))]
}
