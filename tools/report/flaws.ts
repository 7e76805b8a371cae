import type { Page } from 'playwright-core'

/** What an eye would find wrong with a page that has its style, at whatever width it stands. */
export async function flawsOf(page: Page): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const [scrolling, cut, small] = await Promise.all([
    page.evaluate(scrollingCharts),
    page.evaluate(cutTexts),
    page.evaluate(smallTexts),
  ])
  return [
    ...(wide > 0 ? [`is ${wide} px wider than its window`] : []),
    ...scrolling.map((name) => `its chart ${JSON.stringify(name)} scrolls sideways`),
    ...cut.map((text) => `cuts off ${JSON.stringify(text)}`),
    ...small.map((text) => `has letters that are too small: ${text}`),
  ]
}

/** Tables may scroll in their boxes; of a picture nobody knows that there is more. Runs in the page. */
function scrollingCharts(): string[] {
  return [...document.querySelectorAll('.chart')]
    .filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map((box) => box.getAttribute('aria-label') ?? '')
}

/** Texts of pictures that stick out of them or lie over each other. Runs in the page. */
function cutTexts(): string[] {
  return [...document.querySelectorAll('svg')].flatMap((svg) => {
    const frame = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll('text')].map((text) => ({
      text: text.textContent,
      box: text.getBoundingClientRect(),
    }))
    const out = texts.filter(
      ({ box }) =>
        box.left < frame.left - 1 ||
        box.right > frame.right + 1 ||
        box.top < frame.top - 1 ||
        box.bottom > frame.bottom + 1,
    )
    const over = texts.filter(({ box }, index) =>
      texts.slice(index + 1).some((other) => {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
        return across > 1 && down > 4
      }),
    )
    return [...out, ...over].map(({ text }) => text)
  })
}

/** Of pictures, which are scaled: below 9 px nobody reads them. Runs in the page. */
function smallTexts(): string[] {
  return [...document.querySelectorAll('svg')].flatMap((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
    const [text] = svg.querySelectorAll('text')
    if (text === undefined || scale === 0) return []
    const px = Number.parseFloat(getComputedStyle(text).fontSize) * scale
    return px < 9 ? [`${JSON.stringify(text.textContent)} has ${px.toFixed(1)} px`] : []
  })
}
