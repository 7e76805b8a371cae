/** `brownout merge --help`. */
export const mergeHelp = `brownout merge DIR..: one run of several that measured parts of it, as machines
do that are each given a shard by brownout bench. What is in two of them counts
once, so they may be merged in any order, in groups, and again. No percentile is
averaged: the calls themselves are put together.

Examples
  brownout merge one/latest two/latest three/latest
  brownout merge artifacts/*/ --out reports

Calls of a shard that is missing, or that died, count as dropped until it comes.

Flags
      --out DIR            where the merged run goes; default reports
  -h, --help               this help

Exit codes
  0 all calls of the plan are there   2 no parts of one run   3 some are missing`
