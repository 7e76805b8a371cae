/** What exploration, and what it found, say. */
export const explore = {
  scenario: {
    requirement: 'Whatever the day brings, every rule holds.',
    source: (target: string, story: string | undefined) =>
      `Found by brownout explore on a day of ${target}${story === undefined ? '.' : `: ${story}.`}`,
  },
}
