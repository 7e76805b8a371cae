import { messages } from '../../messages/index.ts'
import { countOf } from '../bench/amounts.ts'
import { Problem } from '../problem.ts'

/** A limit by model, and for all others; null: there is none, as somebody said. */
export interface QuotaFlags {
  readonly all: number | null | undefined
  readonly byModel: ReadonlyMap<string, number | null>
}

/** `600`, `200k`, `none`, `deepseek-chat=600`: as they stand behind a flag. Throws a `Problem` for anything else. */
export function readQuotas(given: readonly string[] | undefined, flag: string): QuotaFlags {
  const byModel = new Map<string, number | null>()
  let all: number | null | undefined
  for (const one of given ?? []) {
    const at = one.lastIndexOf('=')
    const [model, text] = at === -1 ? [undefined, one] : [one.slice(0, at), one.slice(at + 1)]
    const limit = text === 'none' ? null : countOf(text)
    if (limit === undefined || model === '') throw new Problem('usage', messages.errors.plan.noQuota(flag, one))
    if (model === undefined) all = limit
    else byModel.set(model, limit)
  }
  return { all, byModel }
}

/** Undefined where nobody said. */
export function quotaFor({ all, byModel }: QuotaFlags, model: string): number | null | undefined {
  return byModel.has(model) ? byModel.get(model)! : all
}
