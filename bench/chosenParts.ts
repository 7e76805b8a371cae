/** The parts of a script that `--only a,b` names, or all; ends the process with 2 where there is no such part. */
export function chosenParts<Part>(
  parts: Readonly<Record<string, Part>>,
  only: string | undefined,
): readonly (readonly [name: string, part: Part])[] {
  const chosen = only?.split(',') ?? Object.keys(parts)
  const unknown = chosen.find((name) => !Object.hasOwn(parts, name))
  if (unknown !== undefined) {
    console.error(`--only ${unknown}: there is no such part, only ${Object.keys(parts).join(', ')}`)
    process.exit(2)
  }
  return chosen.map((name) => [name, parts[name]!])
}
