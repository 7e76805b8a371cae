import type { Finding } from '../../bench/compare/finding.ts'
import type { GateResult } from '../../bench/gates/judgeGates.ts'
import type { Comparison } from '../../harness/bench/compare/comparison.ts'
import { messages } from '../../messages/index.ts'
import { attribute, escape } from '../xml.ts'
import { visible } from '../harmless.ts'
import { findingRow, gateRow } from './rows.ts'

const words = messages.compare

interface Case {
  readonly className: string
  readonly name: string
  readonly ended: 'passed' | 'failure' | 'skipped'
  readonly message: string
}

/** A test case per gate, and per metric and model; what has no verdict is skipped, with what would bring one. */
export function comparisonJunit(comparison: Comparison): string {
  const { gates, findings, after } = comparison
  const cases = [...exactCase(comparison), ...gates.map(gateCase), ...findings.map(findingCase)]
  const of = (ended: Case['ended']) => cases.filter((one) => one.ended === ended).length
  const counts = `tests="${cases.length}" failures="${of('failure')}" errors="0" skipped="${of('skipped')}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="brownout compare" ${counts}>`,
    `  <testsuite name="${attribute(words.sides(comparison.before.name, after.name))}" ${counts} timestamp="${attribute(after.startedAt)}">`,
    ...cases.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function testCase({ className, name, ended, message }: Case): string {
  const open = `    <testcase classname="${attribute(className)}" name="${attribute(name)}"`
  if (ended === 'passed') return `${open}><system-out>${escape(visible(message))}</system-out></testcase>`
  const type = ended === 'failure' ? ' type="failure"' : ''
  return `${open}><${ended}${type} message="${attribute(message)}"/></testcase>`
}

function gateCase(result: GateResult): Case {
  const { gate, series, measured, about } = gateRow(result)
  const ended = ({ passed: 'passed', failed: 'failure', 'no-verdict': 'skipped' } as const)[result.verdict]
  return { className: `gates.${series}`, name: gate, ended, message: [measured, about].filter(Boolean).join('; ') }
}

function findingCase(finding: Finding): Case {
  const { series, metric, before, after, change, about } = findingRow(finding)
  const ended = finding.word === 'worse' ? 'failure' : finding.word === 'unsure' ? 'skipped' : 'passed'
  return { className: `compare.${series}`, name: metric, ended, message: `${before} -> ${after}, ${change}; ${about}` }
}

function exactCase({ exact }: Comparison): Case[] {
  if (exact === null) return []
  const at = { className: 'compare', name: 'byte for byte' }
  if (exact.first === null) return [{ ...at, ended: 'passed', message: words.exactSame(exact.records) }]
  return [{ ...at, ended: 'failure', message: words.exactDiffers(exact.differing, exact.records, exact.first.call) }]
}
