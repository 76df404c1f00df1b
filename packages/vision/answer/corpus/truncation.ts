import { BEACH, beach, beachWith, type Group, keeps, nothing, PARTY, party, reads } from './case.js'

const { category, description, objects, tags, emotion, people, text } = BEACH
const upTo = (words: string) => beach.slice(0, beach.indexOf(words) + words.length)

export const truncation: Group = {
  kind: 'truncation',
  cases: [
    reads('before the last brace', upTo('"none"')),
    reads('before the last brace, in a fence', `\`\`\`json\n${upTo('"none"')}`),
    keeps('in the last enum', upTo('"sensitive":"no'), { category, description, objects, tags, emotion, people, text }),
    keeps('in the last enum, all letters written', upTo('"sensitive":"none'), {
      ...{ category, description, objects, tags, emotion, people, text },
    }),
    keeps('after the last colon', upTo('"sensitive":'), {
      category,
      description,
      objects,
      tags,
      emotion,
      people,
      text,
    }),
    keeps('in a text', beachWith({ text: '"BEACH HOTEL"' }).split('HOTEL')[0] ?? '', {
      ...{ category, description, objects, tags, emotion, people },
    }),
    keeps('in a number', `${upTo('"people":')}1`, { category, description, objects, tags, emotion }),
    keeps('behind a number', `${upTo('"people":')}1,`, { category, description, objects, tags, emotion, people }),
    keeps('in a key', upTo('"peop'), { category, description, objects, tags, emotion }),
    keeps('after a key', upTo('"people"'), { category, description, objects, tags, emotion }),
    keeps('in an enum', upTo('"emotion":"se'), { category, description, objects, tags }),
    keeps('in a list, between items', upTo('"red dress","sea",'), {
      category,
      description,
      objects: ['red dress', 'sea'],
    }),
    keeps('in a list, in an item', upTo('"red dress","se'), { category, description, objects: ['red dress'] }),
    keeps('in a list, in the first item', upTo('"objects":["red'), { category, description }),
    keeps('at the beginning of a list', upTo('"objects":['), { category, description }),
    keeps('in the description', upTo('A woman in'), { category }),
    keeps(
      'in the description, after an escape',
      beachWith({ description: '"A \\"' }).split(',"objects')[0]?.slice(0, -1) ?? '',
      { category },
    ),
    keeps('in a Chinese description', party.slice(0, party.indexOf('蛋糕')), { category: PARTY.category }),
    keeps('in a wrapper', `{"result":${upTo('"emotion":"serene",')}`, {
      category,
      description,
      objects,
      tags,
      emotion,
    }),
    keeps('in an unescaped quote', `${upTo('"category":"travel"')},"description":"A "big`, { category }),
    keeps('in the category', '{"category":"tra', {}),
    nothing('in the first key', '{"cat'),
    nothing('after the brace', '{'),
    nothing('after the fence', '```json'),
  ].map((one) =>
    'kept' in one.expected && Object.keys(one.expected.kept ?? {}).length === 0
      ? { ...one, expected: { problem: 'invalid_fields' as const } }
      : one,
  ),
}

const loop = (words: string, times: number) => words.repeat(times)
const sentence = 'The waves roll in. '

export const loops: Group = {
  kind: 'loops',
  cases: [
    reads('a sentence over and over', beachWith({ description: JSON.stringify(loop(sentence, 60)) }), {
      description: loop(sentence, 60).slice(0, 400).trim(),
    }),
    reads('an item over and over', beachWith({ tags: `["beach",${loop('"sunset",', 80)}"sunset"]` })),
    reads('items without end', beachWith({ tags: JSON.stringify(Array.from({ length: 50 }, (_, i) => `wave ${i}`)) }), {
      tags: Array.from({ length: 8 }, (_, i) => `wave ${i}`),
    }),
    reads('the object over and over', loop(`${beach}\n`, 5)),
    reads('the object over and over, the last one cut', `${loop(`${beach}\n`, 3)}${upTo('A woman in')}`),
    reads('a field over and over', beach.replace('"emotion"', `${loop('"tags":["beach","sunset"],', 9)}"emotion"`)),
    reads('the end over and over', `${beach}${loop('}\n', 40)}`),
    reads('white space after it', `${beach}${loop('\n', 500)}`),
    keeps(
      'a sentence until the tokens ran out',
      beachWith({ description: `"${loop(sentence, 60)}` })
        .split('","objects')[0]
        ?.split(',"objects')[0] ?? '',
      { category },
    ),
    keeps('an item until the tokens ran out', `${upTo('"tags":["beach"')}${loop(',"sunset"', 300)},"sun`, {
      category,
      description,
      objects,
      tags,
    }),
    keeps(
      'items of text until the tokens ran out',
      `${upTo('"emotion":"serene",')}"people":1,"text":"${loop('SALE ', 200)}`,
      { category, description, objects, tags, emotion, people },
    ),
  ],
}
