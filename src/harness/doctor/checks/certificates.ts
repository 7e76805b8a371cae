import { accessSync, constants } from 'node:fs'
import { messages } from '../../../messages/index.ts'
import type { Check, Finding, Machine } from '../finding.ts'
import { reasonOf } from '../reasonOf.ts'

const words = messages.doctor.certificates

/** Certificates can be made and are verified, here and by whoever shares this environment. */
export const certificates: Check = {
  name: 'certificates',
  restsOn: 'loopback',
  look: async (machine) => [...(await ownAuthority(machine)), ...environment(machine)],
}

const found = (state: Finding['state'], text: string, fix: string | null): Finding => ({
  check: 'certificates',
  state,
  text,
  fix,
})

async function ownAuthority(machine: Machine): Promise<Finding[]> {
  try {
    await machine.reachLoopback(true)
    return [found('ok', words.ok, null)]
  } catch (error) {
    return [found('broken', words.broken(reasonOf(error)), words.fix)]
  }
}

function environment({ env }: Machine): Finding[] {
  const { NODE_TLS_REJECT_UNAUTHORIZED: rejects, NODE_EXTRA_CA_CERTS: extra } = env
  return [
    ...(rejects === '0' ? [found('warning', words.notVerified, words.fixNotVerified)] : []),
    // Node says so once, when it starts, and goes on without.
    ...(extra === undefined || extra === '' || isReadable(extra)
      ? []
      : [found('warning', words.noExtra(extra), words.fixExtra)]),
  ]
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}
