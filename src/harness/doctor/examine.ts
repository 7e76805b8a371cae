import { messages } from '../../messages/index.ts'
import { checks } from './checks/index.ts'
import type { Check, Finding, Machine } from './finding.ts'
import { reasonOf } from './reasonOf.ts'

const words = messages.doctor

/** Looks at the machine, one thing after the other: what is measured must not be disturbed. Sends nothing beyond it. */
export async function examine(machine: Machine, onFinding: (finding: Finding) => void): Promise<void> {
  const broken = new Set<string>()
  for (const check of checks) {
    const findings = broken.has(check.restsOn ?? '') ? [leftOut(check)] : await lookAt(check, machine)
    if (findings.some(({ state }) => state === 'broken')) broken.add(check.name)
    findings.forEach(onFinding)
  }
}

/** One cause is told once. */
function leftOut({ name, restsOn }: Check): Finding {
  return { check: name, state: 'note', text: words.leftOut(name, restsOn!), fix: words.fixLeftOut }
}

async function lookAt(check: Check, machine: Machine): Promise<readonly Finding[]> {
  try {
    return await check.look(machine)
  } catch (error) {
    const text = words.threw(check.name, reasonOf(error))
    return [{ check: check.name, state: 'broken', text, fix: words.fixThrew }]
  }
}
