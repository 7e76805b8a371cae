import { expect, test } from 'vitest'
import { html, type Value } from './template.ts'

test('values are escaped, for text and for a quoted attribute', () => {
  expect(html`<a title="${`"><b>'&`}">${'<i>&amp;</i>'}</a>`.markup).toBe(
    '<a title="&quot;&gt;&lt;b&gt;&#39;&amp;">&lt;i&gt;&amp;amp;&lt;/i&gt;</a>',
  )
})

test('markup goes through once, lists are joined, nothing is nothing', () => {
  const items: Value[] = ['<1>', html`<b>${'<2>'}</b>`, [3, null, undefined, false]]
  expect(html`<p>${items}</p>`.markup).toBe('<p>&lt;1&gt;<b>&lt;2&gt;</b>3</p>')
})

test('only what the template made is markup: a look-alike is text', () => {
  const lookAlike = JSON.parse('[{"markup":"<script>"}]') as never
  expect(() => html`${lookAlike}`.markup).toThrow()
})

test('control and bidi characters are shown', () => {
  expect(html`${'a\u001b\u202eb'}`.markup).toBe('a␛&lt;U+202E&gt;b')
})
