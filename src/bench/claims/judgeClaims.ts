import { readFixture } from '../../protocol/fixtures.ts'
import type { Claim, ClaimKind, Evidence, Finding } from './claim.ts'
import * as kinds from './kinds/index.ts'

export interface ClaimTable {
  readonly schema: 'brownout/claims/1'
  readonly source: string
  readonly claims: readonly Claim[]
}

export interface JudgedClaim extends Pick<Claim, 'id' | 'said' | 'lines'> {
  /** `in-part`: it holds read in one way, and not in another. */
  readonly verdict: 'holds' | 'in-part' | 'contradicted' | 'unsure' | 'not-measured'
  readonly findings: readonly Finding[]
}

/** The tutorial's claims (`fixtures/claims.json`). */
export function readClaims(): ClaimTable {
  return readFixture('claims.json') as ClaimTable
}

/** Pure. Throws for a claim of no kind. */
export function judgeClaims(claims: readonly Claim[], evidence: Evidence): JudgedClaim[] {
  return claims.map((claim) => {
    const kind = Object.values(kinds).find((each) => each.kind === claim.kind) as ClaimKind<object> | undefined
    if (kind === undefined) throw new Error(`${claim.id} is a claim of no kind: ${claim.kind}`)
    const findings = kind.judge(claim, evidence)
    const { id, said, lines } = claim
    return { id, said, lines, verdict: verdictOf(findings, kind.findings), findings }
  })
}

function verdictOf(findings: readonly Finding[], are: ClaimKind<object>['findings']): JudgedClaim['verdict'] {
  const has = (judgement: Finding['judgement']) => findings.some((each) => each.judgement === judgement)
  if (are === 'readings' && has('holds') && has('contradicted')) return 'in-part'
  // What is known decides; what is not known stands beside it.
  if (has('contradicted')) return 'contradicted'
  if (has('unsure')) return 'unsure'
  return has('holds') ? 'holds' : 'not-measured'
}
