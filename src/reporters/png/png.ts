import type { Artifact, Report, Reporter } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { openPen, type Pen } from './canvas.ts'
import * as charts from './charts/index.ts'
import { notDrawn } from './notDrawn.ts'

/** Charts as pictures. Its packages are optional: without them it throws `NotDrawn`, and nothing else of a run is lost. */
export const png: Reporter = {
  name: 'png',
  doc: messages.reporters.png,
  render: (report) => draw(report, pen),
}

let ownPen: Pen | undefined
const pen = () => (ownPen ??= openPen())

/** `open` is asked for a pen only if there is something to draw. */
export function draw(report: Report, open: () => Pen): Artifact[] {
  const configs = Object.values(charts).flatMap((chart) => {
    const config = chart.config(report)
    return config === null ? [] : [{ chart, config }]
  })
  if (configs.length === 0) return []
  const opened = open()
  try {
    return configs.map(({ chart: { name, size }, config }) => {
      const bytes = opened.draw(config, size)
      return { file: `${name}.png`, content: Buffer.from(bytes).toString('base64'), encoding: 'base64' }
    })
  } catch (error) {
    const { failed, fixFailed } = messages.png
    throw notDrawn({ why: failed((error as Error).message), fix: fixFailed, cause: error })
  }
}
