import { type Archetype, group, thing, worn } from './archetype.js'

const stars = [
  ['Mayday', '五月天'],
  ['Coldplay', '酷玩'],
  ['Jay Chou', '周杰伦'],
] as const

export const occasions: Archetype[] = [
  {
    ...{ name: 'birthday', weight: 9, where: ['home'] },
    make: (r) => {
      const whose = r.pick(['grandmother', 'grandmother', 'grandfather', 'boy', 'girl', 'baby', 'woman', 'man'])
      return {
        ...{
          category: 'party',
          setting: r.pick(['livingroom', 'restaurant', 'garden']),
          event: 'birthday',
          whose,
          emotion: r.pick(['joyful', 'warm']),
        },
        people: [
          group(
            whose,
            1,
            r.chance(0.5) ? [worn(r, r.pick(['dress', 'sweater', 'shirt']))] : [],
            r.pick(['candleblowing', 'cakecutting', 'sitting', 'unwrapping', 'laughing']),
          ),
          ...(r.chance(0.6) ? [group(r.pick(['friend', 'child']), r.int(1, 4))] : []),
        ],
        things: [
          ...(r.chance(0.8) ? [thing('cake', { colour: r.pick(['white', 'pink', 'brown', 'green'] as const) })] : []),
          ...r.some(['balloon', 'candle', 'gift'], r.int(1, 2)).map((what) => thing(what, { many: true })),
        ],
        text: r.chance(0.2) ? r.pick(['Happy Birthday', '生日快乐']) : '',
      }
    },
  },
  {
    ...{ name: 'wedding', weight: 4, where: ['home', 'coast', 'europe'] },
    make: (r, { traits }) => ({
      ...{
        category: 'event',
        event: 'wedding',
        emotion: r.pick(['romantic', 'romantic', 'joyful', 'solemn']),
        setting: traits.includes('coast') ? 'beach' : r.pick(['churchhall', 'banquet', 'garden']),
      },
      people: [
        group('bride', 1, [worn(r, 'weddingdress', 'white')], r.pick(['kissing', 'dancing', 'standing', 'hugging'])),
        ...(r.chance(0.75) ? [group('groom', 1, [worn(r, 'suit', 'black')])] : []),
      ],
      things: r.chance(0.5) ? [thing('bouquet')] : [],
    }),
  },
  {
    ...{ name: 'graduation', weight: 2, where: ['home'], months: [6, 7] },
    make: (r) => ({
      category: 'event',
      event: 'graduation',
      setting: 'campus',
      emotion: 'joyful',
      people: [
        group(
          'graduate',
          r.int(1, 4),
          [worn(r, 'hat', 'black')],
          r.pick(['jumping', 'standing', 'laughing', 'hugging']),
        ),
      ],
      things: r.chance(0.4) ? [thing('bouquet')] : [],
    }),
  },
  {
    ...{ name: 'spring festival', weight: 5, where: ['home'], festival: 'springfestival' },
    make: (r) => {
      const doing = r.pick(['dumplingmaking', 'eating', 'toasting', 'sitting'])
      const family = [
        group('grandmother', 1, [], doing),
        group('child', r.int(1, 2), [], doing),
        group('man', 1, [], doing),
      ]
      return {
        ...{
          category: r.pick(['event', 'party', 'food']),
          event: r.pick(['springfestival', 'springfestival', 'familydinner']),
          setting: r.pick(['livingroom', 'restaurant', 'street']),
          emotion: r.pick(['joyful', 'warm', 'lively']),
        },
        people: family.slice(0, r.int(0, 3)),
        things: [
          thing('lantern', { colour: 'red', many: true }),
          ...(r.chance(0.6) ? [thing(r.pick(['dumplings', 'fishdish', 'fireworks']))] : []),
        ],
        text: r.chance(0.3) ? r.pick(['福', '恭喜发财']) : '',
      }
    },
  },
  {
    ...{ name: 'lantern festival', weight: 2, where: ['home'], festival: 'lanternfestival' },
    make: (r) => ({
      category: 'event',
      event: 'lanternfestival',
      setting: r.pick(['street', 'park']),
      sky: 'night',
      emotion: 'lively',
      things: [thing('lantern', { many: true })],
      people: r.chance(0.4) ? [group('child', r.int(1, 2), [], 'standing')] : [],
    }),
  },
  {
    ...{ name: 'mid-autumn', weight: 3, where: ['home'], festival: 'midautumn' },
    make: (r) => ({
      category: r.pick(['food', 'event']),
      event: 'midautumn',
      setting: r.pick(['livingroom', 'balcony', 'garden']),
      emotion: 'warm',
      sky: r.chance(0.4) ? 'night' : undefined,
      things: [
        thing('mooncake', { many: true }),
        ...(r.chance(0.4) ? [thing('moon')] : []),
        ...(r.chance(0.4) ? [thing('tea')] : []),
      ],
      people: r.chance(0.4) ? [group('grandmother', 1, [], 'eating'), group('child', 1, [], 'eating')] : [],
    }),
  },
  {
    ...{ name: 'dragon boat', weight: 2, where: ['home'], festival: 'dragonboat' },
    make: (r) => ({
      category: r.pick(['food', 'event']),
      event: 'dragonboat',
      setting: r.pick(['kitchen', 'river']),
      emotion: 'lively',
      things: [thing('zongzi', { many: true })],
    }),
  },
  {
    ...{ name: 'christmas', weight: 3, festival: 'christmas' },
    make: (r) => ({
      category: r.pick(['party', 'event', 'home']),
      event: 'christmas',
      setting: r.pick(['livingroom', 'street', 'restaurant']),
      emotion: r.pick(['warm', 'joyful']),
      things: [
        thing('xmastree'),
        ...(r.chance(0.5) ? [thing('gift', { many: true })] : []),
        ...(r.chance(0.15) ? [thing('roastturkey')] : []),
      ],
      people: r.chance(0.5)
        ? [
            group(
              r.pick(['child', 'girl', 'boy', 'woman']),
              r.int(1, 2),
              [worn(r, 'sweater', 'red')],
              r.pick(['unwrapping', 'standing', 'laughing']),
            ),
          ]
        : [],
    }),
  },
  {
    ...{ name: 'halloween', weight: 1.5, where: ['home'], festival: 'halloween' },
    make: (r) => ({
      category: 'party',
      event: 'halloween',
      setting: r.pick(['livingroom', 'street']),
      sky: 'night',
      emotion: 'lively',
      things: [thing('pumpkin', { many: true, colour: 'orange' })],
      people: r.chance(0.6) ? [group('child', r.int(1, 3), [], 'standing')] : [],
    }),
  },
  {
    ...{ name: 'concert', weight: 3, where: ['home', 'city'] },
    make: (r) => {
      const star = r.pick(stars)
      return {
        category: 'event',
        event: 'concert',
        setting: 'stage',
        sky: 'night',
        emotion: 'lively',
        people: [
          group(
            'singer',
            r.int(1, 4),
            r.chance(0.4) ? [worn(r, 'jacket')] : [],
            r.pick(['singing', 'guitarplaying', 'dancing']),
          ),
        ],
        things: r.chance(0.5) ? [thing(r.pick(['guitar', 'piano', 'violin']))] : [],
        text: r.chance(0.6) ? r.pick(star) : '',
      }
    },
  },
  {
    ...{ name: 'picnic', weight: 2, where: ['home'], months: [4, 5, 6, 9, 10] },
    make: (r) => ({
      category: r.pick(['food', 'people']),
      event: 'picnic',
      setting: r.pick(['park', 'grassland', 'lake']),
      emotion: 'joyful',
      people: [group(r.pick(['friend', 'woman', 'child']), r.int(2, 4), [], r.pick(['eating', 'sitting', 'toasting']))],
      things: r.some(['watermelon', 'strawberry', 'bread', 'fruit', 'beer'], 2).map((what) => thing(what)),
    }),
  },
  {
    ...{ name: 'fireworks', weight: 1.5, where: ['home', 'city', 'coast'] },
    make: (r) => ({
      category: r.pick(['event', 'city']),
      setting: r.pick(['river', 'city', 'beach']),
      sky: 'night',
      emotion: 'lively',
      things: [thing('fireworks', { many: true })],
      people: r.chance(0.3) ? [group('friend', 2, [], 'standing')] : [],
    }),
  },
  {
    ...{ name: 'funeral', weight: 0.7, where: ['home'] },
    make: (r) => ({
      category: 'event',
      event: 'funeral',
      setting: r.pick(['churchhall', 'banquet']),
      emotion: r.pick(['sad', 'solemn']),
      people: [group('man', r.int(2, 5), [worn(r, 'suit', 'black')], r.pick(['standing', 'crying']))],
      things: [thing('bouquet', { colour: 'white' })],
    }),
  },
  {
    ...{ name: 'sports day', weight: 2, where: ['home'], months: [4, 5, 10] },
    make: (r) => ({
      category: 'sport',
      event: 'sportsday',
      setting: 'stadium',
      emotion: 'lively',
      people: [group('student', r.int(1, 5), [worn(r, 'jersey')], r.pick(['running', 'jumping', 'laughing']))],
      things: r.chance(0.4) ? [thing(r.pick(['medal', 'trophy']))] : [],
    }),
  },
]
