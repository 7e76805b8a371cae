import type { BenchSettings } from '../harness/bench/benchSettings.ts'
import type { Reporter } from '../harness/report.ts'
import type { Invariant } from '../invariants/index.ts'
import type { Scenario, WorldName } from '../scenarios/index.ts'
import type { Target } from '../targets/index.ts'

/** A target as it stands in a config: without a name of its own it is called by its key. */
export type ConfiguredTarget = Omit<Target, 'name'> & { readonly name?: string }

/** What `bench.config.ts` may say. All of it may be left out; a flag of the command line wins over it. */
export interface Config<ModelId extends string = string> extends BenchSettings<ModelId> {
  /** Your clients, by name. If there are any, `brownout test` plays these unless `--target` says otherwise. */
  readonly targets?: Readonly<Record<string, ConfiguredTarget>>
  /** Beside the built-in ones. */
  readonly scenarios?: readonly Scenario[]
  /** Rules of your own, beside the built-in ones; a scenario names them under `exercises`. */
  readonly invariants?: readonly Invariant[]
  /** Whole number from 0; 7 unless set. */
  readonly seed?: number
  /** Names of built-in reporters, or your own; `json`, `junit` and `html` unless set. */
  readonly reporters?: readonly (string | Reporter)[]
  /** Where `brownout test` plays; `virtual` unless set. */
  readonly worlds?: readonly WorldName[]
  /** Folder for the results; `reports` unless set. */
  readonly out?: string
  /** Folder with counterexamples of your own, played beside the scenarios; `fixtures/counterexamples` unless set. */
  readonly counterexamples?: string
}

/** Types a config while it is written, down to the names of its models; it is checked when it is loaded. */
export function defineConfig<const ModelId extends string = string>(config: Config<ModelId>): Config<ModelId> {
  return config
}
