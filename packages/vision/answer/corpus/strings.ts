import { beach, beachWith, type Group, loses, party, partyWith, reads, readsParty } from './case.js'

export const quotes: Group = {
  kind: 'quotes',
  cases: [
    reads('single quotes', beach.replaceAll('"', "'")),
    reads(
      'an apostrophe in single quotes',
      beachWith({ description: "'A woman's red dress, it's evening.'" }).replace(/"/g, "'"),
      { description: "A woman's red dress, it's evening." },
    ),
    reads(
      'single and double quotes mixed as Python does',
      beachWith({ description: '"A woman\'s red dress."', objects: "['red dress', \"woman's hat\"]" }),
      { description: "A woman's red dress.", objects: ['red dress', "woman's hat"] },
    ),
    reads('keys without quotes', beach.replace(/"(\w+)":/g, '$1:')),
    reads('keys without quotes, spaced', beach.replace(/"(\w+)":/g, ' $1 : ')),
    reads('enum values without quotes', beachWith({ category: 'travel', emotion: 'serene', sensitive: 'none' })),
    reads('a description without quotes', beachWith({ description: 'A woman on a beach, in a red dress.' }), {
      description: 'A woman on a beach, in a red dress.',
    }),
    reads('list items without quotes', beachWith({ objects: '[red dress, sea, straw hat]', tags: '[beach, sunset]' })),
    reads('backticks', beach.replaceAll('"', '`')),
    reads('typographic quotes', beach.replace(/"([^"]*)"/g, '“$1”')),
    reads('closing quotes on both sides', beach.replace(/"([^"]*)"/g, '”$1”')),
    reads('a typographic quote that closes a straight one', beach.replace('"travel"', '"travel”')),
    reads('a straight quote that closes a typographic one', beach.replace('"travel"', '“travel"')),
    reads('single typographic quotes', beach.replace(/"([^"]*)"/g, '‘$1’')),
    readsParty('corner brackets', party.replace(/"([^"]*)"/g, '「$1」')),
    readsParty('full-width quotes', party.replace(/"([^"]*)"/g, '＂$1＂')),
    reads('an opening quote forgotten on a key', beach.replace('"emotion"', 'emotion"')),
    reads('a closing quote forgotten on a key', beach.replace('"emotion"', '"emotion')),
    reads('a closing quote forgotten on an enum', beach.replace('"travel"', '"travel')),
    reads('a closing quote forgotten on the description', beach.replace('low."', 'low.')),
    reads('an opening quote forgotten on the description', beach.replace('"A woman', 'A woman')),
    reads('a quote doubled', beach.replace('"travel"', '""travel""')),
    loses('a closing quote forgotten in a list', beach.replace('"red dress"', '"red dress'), ['objects']),
    loses('a closing quote forgotten at the very end', beach.replace('"none"', '"none'), ['sensitive']),
  ],
}

const QUOTED = 'A sign says "SALE", and "OPEN".'
const SAID = '桌上写着"生日快乐"，很热闹。'

export const unescaped: Group = {
  kind: 'unescaped quotes, line breaks, backslashes',
  cases: [
    reads('quotes inside the description', beachWith({ description: `"${QUOTED}"` }), { description: QUOTED }),
    reads('quotes at the end of the description', beachWith({ description: '"The sign says "SALE""' }), {
      description: 'The sign says "SALE"',
    }),
    reads('quotes around the whole text', beachWith({ text: '""SALE""' }), { text: '"SALE"' }),
    reads('a quoted word in an item', beachWith({ objects: '["sign "SALE"","sea"]' }), {
      objects: ['sign "SALE"', 'sea'],
    }),
    readsParty('quotes inside a Chinese description', partyWith({ description: `"${SAID}"` }), { description: SAID }),
    readsParty('Chinese quotes inside straight ones', party),
    readsParty('Chinese quotes inside Chinese ones', party.replace(/"([^"]*)"/g, '“$1”')),
    reads('a quote before a brace', beachWith({ text: '"use {"} here"' }).replace('{"}', '{\\"}'), {
      text: 'use {"} here',
    }),
    reads('inches', beachWith({ text: '"TV 55" wide"' }), { text: 'TV 55" wide' }),
    reads('a line break in the description', beachWith({ description: '"A woman.\nA beach."' }), {
      description: 'A woman. A beach.',
    }),
    reads('Windows line breaks in the text', beachWith({ text: '"OPEN\r\nDAILY"' }), { text: 'OPEN DAILY' }),
    reads('a tab in the text', beachWith({ text: '"A\tB"' }), { text: 'A B' }),
    reads('a line break after a comma in the description', beachWith({ description: '"Sand,\nsea,\nsun."' }), {
      description: 'Sand, sea, sun.',
    }),
    readsParty('line breaks in Chinese', partyWith({ description: '"两个孩子。\n生日蛋糕。"' }), {
      description: '两个孩子。 生日蛋糕。',
    }),
    reads('a Windows path', beachWith({ text: '"C:\\Users\\mei"' }), { text: 'C:\\Users\\mei' }),
    reads('an escaped apostrophe', beachWith({ description: '"A woman\\\'s dress."' }), {
      description: "A woman's dress.",
    }),
    reads('an escape that is none', beachWith({ text: '"100\\% wool"' }), { text: '100\\% wool' }),
    reads('half a unicode escape', beachWith({ text: '"\\u26 Co"' }), { text: '\\u26 Co' }),
    reads('a lone surrogate', beachWith({ text: '"SALE \\ud83d"' }), { text: 'SALE' }),
    reads('a null character', beachWith({ text: '"SA\\u0000LE"' }), { text: 'SA LE' }),
    loses('a quote that could be anyone’s', beachWith({ description: '"A sign, "price": 5 dollars"' }), [
      'description',
    ]),
  ],
}
