import { BEACH, beach, beachWith, type Group, party, reads, readsParty } from './case.js'

const escaped = JSON.stringify(beach)

export const escaping: Group = {
  kind: 'escaped JSON',
  cases: [
    reads('a JSON string', escaped),
    reads('a JSON string of pretty JSON', JSON.stringify(JSON.stringify(BEACH, null, 2))),
    reads('escaped without the outer quotes', escaped.slice(1, -1)),
    reads('escaped twice', JSON.stringify(escaped)),
    reads('escaped in a fence', `\`\`\`json\n${escaped}\n\`\`\``),
    readsParty(
      'Chinese as unicode escapes',
      party.replace(/\P{ASCII}/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
    readsParty('a Chinese JSON string', JSON.stringify(party)),
    reads('escaped for HTML', beach.replaceAll('"', '&quot;')),
    reads('escaped for HTML, in a tag', `<pre><code>${beach.replaceAll('"', '&quot;')}</code></pre>`),
    reads('a quote in escaped JSON', JSON.stringify(beachWith({ text: '"a \\"b\\" c"' })), { text: 'a "b" c' }),
  ],
}

export const characters: Group = {
  kind: 'invisible and full-width characters',
  cases: [
    reads('a byte order mark', `\uFEFF${beach}`),
    reads('zero-width spaces around it', `\u200B${beach}\u200B`),
    reads('zero-width spaces between', beach.replaceAll(',"', ',\u200B"').replaceAll('":', '"\u200B:')),
    reads('zero-width spaces in keys', beach.replace('"people"', '"peo\u200Bple"')),
    reads('zero-width spaces in an enum', beach.replace('"travel"', '"\u200Btravel\uFEFF"')),
    reads('zero-width spaces in the description', beach.replace('A woman', 'A\u200B woman')),
    reads('no-break spaces', JSON.stringify(BEACH, null, 2).replaceAll('  ', '\u00A0\u00A0')),
    reads('a family of joined emoji', beachWith({ text: '"👨‍👩‍👧 family"' }), { text: '👨‍👩‍👧 family' }),
    readsParty('full-width letters in keys', party.replace('"people"', '"ｐｅｏｐｌｅ"')),
    reads('control characters between', beach.replaceAll(',"', ',\r\n\t"')),
  ],
}
