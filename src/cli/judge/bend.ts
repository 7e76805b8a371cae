import { existsSync } from 'node:fs'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'

/** Where distributions and Homebrew put it. */
const fakeTimePlaces = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib64/faketime/libfaketime.so.1',
  '/usr/lib/faketime/libfaketime.so.1',
  '/usr/local/lib/faketime/libfaketime.so.1',
]

/** How often the collector runs, in ms. */
const collectEveryMs = 5

/** Whether a command starts Node: what is loaded before a program bends Node alone. */
export function isNode(command: string): boolean {
  const program = command.trim().split(/\s+/)[0]!.replaceAll(/['"]/g, '')
  return /^(node|nodejs|npx|npm|pnpm|yarn|tsx)$/.test(program.split('/').at(-1)!)
}

/** The variables that bend a program's machine. Throws a `Problem` for what cannot be bent here. */
export function bendingVariables(
  command: string,
  { gc = false, skewMs }: { readonly gc?: boolean | undefined; readonly skewMs?: number | undefined },
  {
    inherited,
    places = fakeTimePlaces,
  }: { inherited: Readonly<Record<string, string | undefined>>; places?: readonly string[] },
): Record<string, string> {
  const modules = [
    ...(gc && isNode(command) ? [collecting] : []),
    ...(skewMs !== undefined && isNode(command) ? [shiftedDate(skewMs)] : []),
  ]
  const nodeOptions = [inherited['NODE_OPTIONS'] ?? '', ...modules.map(preloading)].filter((part) => part !== '')
  return {
    ...(modules.length === 0 ? {} : { NODE_OPTIONS: nodeOptions.join(' ') }),
    ...(skewMs === undefined || isNode(command) ? {} : fakeTime(command, skewMs, places)),
  }
}

function fakeTime(command: string, skewMs: number, places: readonly string[]): Record<string, string> {
  const library = places.find((place) => existsSync(place))
  if (library === undefined) throw new Problem('environment', messages.errors.judge.noSkewHere(command, places))
  const seconds = `${skewMs < 0 ? '-' : '+'}${Math.abs(skewMs) / 1_000}s`
  // Time limits count on the monotonic clock: that one must go on as it does.
  return { LD_PRELOAD: library, FAKETIME: seconds, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' }
}

/** A module as a URL: Node of any version loads it, and no file has to be there. */
function preloading(source: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(source)}`
}

/** The flag that shows the collector is not allowed in NODE_OPTIONS everywhere; it can be set from within. */
const collecting =
  "import v8 from 'node:v8';import vm from 'node:vm';v8.setFlagsFromString('--expose-gc');" +
  "const gc=vm.runInNewContext('gc');setInterval(()=>gc()," +
  String(collectEveryMs) +
  ').unref();'

function shiftedDate(skewMs: number): string {
  return (
    `const Real=Date,by=${skewMs},now=Real.now.bind(Real);` +
    'globalThis.Date=new Proxy(Real,{' +
    'construct:(target,args,of)=>Reflect.construct(target,args.length===0?[now()+by]:args,of),' +
    'apply:()=>new Real(now()+by).toString(),' +
    "get:(target,name)=>name==='now'?()=>now()+by:Reflect.get(target,name)});"
  )
}
