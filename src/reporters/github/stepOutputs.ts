import type { Report } from '../../harness/report.ts'

/** What later steps of a job read as `steps.<id>.outputs`: lines for the file that `GITHUB_OUTPUT` names. `page` is a path. */
export function stepOutputs({ verdict, bench }: Report, page: string): string {
  const cost = bench?.summary.whole.costUsd ?? ''
  return [assignment('verdict', verdict), assignment('report', page), assignment('cost', cost)].join('')
}

/** A path may hold a line break: then the value ends with a line that it does not hold. */
function assignment(name: string, value: string): string {
  if (!/[\r\n]/.test(value)) return `${name}=${value}\n`
  let end = 'END'
  while (value.includes(end)) end += '_END'
  return `${name}<<${end}\n${value}\n${end}\n`
}
