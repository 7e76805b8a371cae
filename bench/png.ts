// What it costs to draw the charts of a run of a million calls: they are drawn of slices and of summaries, never of calls.
import { openPen } from '../src/reporters/png/canvas.ts'
import { draw } from '../src/reporters/png/png.ts'
import { chartedReport } from '../test/support/chartedReport.ts'
import { isMachineBusy, printMachine } from './machine.ts'

const owedSeconds = 3

printMachine('chart.js', 'chartjs-node-canvas', '@napi-rs/canvas')

function measured(calls: number) {
  const report = chartedReport(undefined, calls)
  const before = performance.now()
  // A new pen each time: loading the canvas and its fonts is part of it.
  const pictures = draw(report, () => openPen())
  return { pictures, seconds: (performance.now() - before) / 1000 }
}

const { pictures, seconds: ofMillion } = measured(1_000_000)
const { seconds: ofThousand } = measured(1_000)
const kilobytes = pictures.reduce((sum, { content }) => sum + (content.length * 0.75) / 1024, 0)
console.log(
  `1,000,000 calls: ${pictures.length} charts in ${ofMillion.toFixed(2)} s (owed < ${owedSeconds}), ${Math.round(kilobytes)} KB`,
)
console.log(
  `    1,000 calls: ${ofThousand.toFixed(2)} s; a thousand times as many take ${(ofMillion / ofThousand).toFixed(1)} times as long`,
)
process.exitCode = ofMillion < owedSeconds || isMachineBusy() ? 0 : 1
