import type { CallView, ExchangeView } from '../../history/index.ts'
import { isSameEndpoint, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/**
 * Put to the test by calls that ask an endpoint more than once, and by calls that bring a key after others have brought
 * theirs. Who never tries again needs no key.
 */
export const idempotencyKeyKept = defineInvariant({
  name: 'idempotency-key-kept',
  number: 29,
  requirement:
    'What is sent again to an endpoint is the same request, byte for byte, under the Idempotency-Key of its call, which no other call bears.',
  source: 'RFC 9110 section 9.2.2; draft-ietf-httpapi-idempotency-key-header; openai-node sends one key a request.',
  strength: 'must',
  vantage: 'wire',
  check({ calls }) {
    const findings = new Findings()
    const owners = new Map<string, ExchangeView>()
    for (const call of calls) {
      judgeKeys(call, owners, findings)
      if (call.exchanges.length > 1) judgeRepeats(call, findings)
    }
    return findings.verdict('no call asked an endpoint twice, and no two calls brought a key')
  },
})

/** A call's keys are its own. */
function judgeKeys({ call, exchanges }: CallView, owners: Map<string, ExchangeView>, findings: Findings): void {
  let last: string | null = null
  for (const exchange of exchanges) {
    const { idempotencyKey } = exchange.started
    if (idempotencyKey === null || idempotencyKey === last) continue
    last = idempotencyKey
    if (owners.size > 0) findings.checked()
    const owner = owners.get(idempotencyKey)
    if (owner === undefined) owners.set(idempotencyKey, exchange)
    else if (owner.started.call !== call) {
      findings.violated(
        `call ${call} came to ${placeOf(exchange)} under the Idempotency-Key of call ${owner.started.call}`,
        ...[owner.started, exchange.started].toSorted((a, b) => a.seq - b.seq),
      )
    }
  }
}

/** Each repeat is compared with the first request of the call to that endpoint. */
function judgeRepeats({ call, exchanges }: CallView, findings: Findings): void {
  const firsts: ExchangeView[] = []
  for (const exchange of exchanges) {
    const first = firsts.find((other) => isSameEndpoint(other, exchange))
    if (first === undefined) {
      firsts.push(exchange)
      continue
    }
    findings.checked()
    const wrong = differenceOf(first, exchange)
    if (wrong !== undefined)
      findings.violated(`call ${call} asked ${placeOf(exchange)} again ${wrong}`, first.started, exchange.started)
  }
}

function differenceOf({ started: first }: ExchangeView, { started: again }: ExchangeView): string | undefined {
  if (again.idempotencyKey === null) return 'without an Idempotency-Key'
  if (again.idempotencyKey !== first.idempotencyKey) return 'under another Idempotency-Key'
  return again.bodyHash === first.bodyHash ? undefined : 'with another body'
}
