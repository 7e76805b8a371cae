/** `brownout compare --help`. */
export const compareHelp: string = `brownout compare BEFORE AFTER: what changed between two benchmarks, and whether
that can be known. A run is a folder, latest, previous, or the end of a folder's
name; a baseline is one file that can be committed.

Examples
  brownout compare previous latest
  brownout compare --save-baseline bench.baseline.json latest
  brownout compare --baseline bench.baseline.json latest --margin 5%
  brownout compare --baseline bench.baseline.json latest --junit junit.xml

Each metric of each model is better, worse, the same, or unsure (then it says
how many calls would probably bring one). Gates of the config are judged on the
later run. Runs of different plans are refused. In virtual time nothing is
noise, so any byte that differs is told, and breaks.

Flags
      --baseline FILE      compare with this instead of a run
      --save-baseline FILE keep the run as a baseline, and end
      --margin P           within it a change is none; default 10%
      --out DIR            where runs lie; default reports
      --json               the comparison as one JSON document on stdout
      --junit FILE         a test case per gate, and per metric and model
      --summary FILE       add it as Markdown to this file; a job on GitHub has
                           one by itself
  -q, --quiet              only what changed
      --config FILE        a config; default bench.config.ts (or .js, .mjs), if
                           there is one
      --no-config          without the config: no gates
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 nothing is worse, gates hold   1 something is worse, or a gate broke
  2 nothing that can be compared   3 no verdict: too few calls, or too noisy`
