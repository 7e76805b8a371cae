import { openOurs } from '../ours.ts'
import type { OpenTarget, Target, TargetSetup } from '../target.ts'
import { decisions, type Decisions } from '../../client/index.ts'

/** Our client with one decision done wrong. Every judge has convicted someone, or nobody knows that it can. */
export type Mutant = Target & {
  /** The invariant that must find it guilty. */
  readonly convictedBy: string
  /** Which real project did the same. */
  readonly source: string
}

interface MutantDefinition<Name extends string> {
  readonly name: Name
  readonly convictedBy: string
  /** Which decision is wrong. */
  readonly doc: string
  /** Which real project decided so, or who warns of it. */
  readonly source: string
  /** The decisions that differ from our client's. */
  readonly decisions?: Partial<Decisions>
  /** For a fault that lies outside the decisions; `open` is our client otherwise as it is. */
  readonly open?: (setup: TargetSetup, open: (setup: TargetSetup) => OpenTarget) => OpenTarget
}

export function defineMutant<const Name extends string>(definition: MutantDefinition<Name>): Mutant & { name: Name } {
  const { name, convictedBy, doc, source, decisions: wrong = {}, open = (setup, ours) => ours(setup) } = definition
  const ours = (setup: TargetSetup) => openOurs(setup, { ...decisions, ...wrong })
  return {
    name,
    convictedBy,
    doc,
    source,
    vantage: 'client',
    supports: { stream: true, abort: true, policy: true },
    open: (setup) => open(setup, ours),
  }
}
