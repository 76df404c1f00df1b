import { type Archetype, company, group, thing, worn } from './archetype.js'

const petColours: Record<string, readonly string[]> = {
  dog: ['white', 'black', 'brown', 'yellow'],
  cat: ['white', 'black', 'orange', 'grey'],
}
const dishes = [
  'noodles',
  'dumplings',
  'hotpot',
  'pizza',
  'sushi',
  'burger',
  'hotdog',
  'salad',
  'steak',
  'yuxiang',
  'roastturkey',
  'roastduck',
  'fishdish',
  'crab',
  'prawns',
  'icecream',
  'bread',
  'fruit',
  'strawberry',
  'watermelon',
  'orangefruit',
  'barbecue',
  'peanuts',
  'cucumber',
  'cake',
  'soup',
]
const drinks = ['coffee', 'tea', 'wine', 'beer', 'redbull']

export const life: Archetype[] = [
  {
    ...{ name: 'pet', weight: 24, where: ['home'] },
    make: (r) => {
      const what = r.weighted([
        ['dog', 5],
        ['cat', 5],
        ['rabbit', 1],
        ['parrot', 1],
        ['goldfish', 0.7],
        ['hamster', 0.7],
      ])
      const setting = ['dog', 'cat', 'rabbit'].includes(what)
        ? r.pick([
            'livingroom',
            'livingroom',
            'bedroom',
            'grassland',
            'park',
            'garden',
            'balcony',
            ...(what === 'dog' ? ['beach', 'snowfield', 'street'] : []),
          ])
        : 'livingroom'
      const home = ['livingroom', 'bedroom'].includes(setting)
      return {
        ...{ category: 'pets', setting, emotion: r.pick(['warm', 'lively', 'joyful']) },
        things: [
          thing(what, {
            ...(petColours[what] && { colour: r.pick(petColours[what]) }),
            doing:
              what === 'goldfish'
                ? 'swimming'
                : r.pick(
                    home
                      ? ['sleeping', 'lying', 'sitting', 'playing', 'eating']
                      : ['running', 'sitting', 'playing', 'jumping', 'lying'],
                  ),
            many: r.chance(0.15),
          }),
          ...(r.chance(0.3) ? [thing('ball', { colour: r.pick(['red', 'blue', 'yellow'] as const) })] : []),
          ...(home && r.chance(0.5)
            ? [thing(r.pick(['sofa', 'bed']), { colour: r.pick(['grey', 'white', 'blue'] as const) })]
            : []),
        ],
        people: r.chance(0.4)
          ? [
              group(
                r.pick(['girl', 'girl', 'boy', 'woman', 'man', 'grandmother']),
                1,
                r.chance(0.5) ? [worn(r, 'sweater')] : [],
                r.pick(['hugging', 'playing', 'walking']),
              ),
            ]
          : [],
      }
    },
  },
  {
    ...{ name: 'not a pet', weight: 4, where: ['home'] },
    make: (r) => {
      const as = r.pick(['toy', 'toy', 'poster', 'statue'] as const)
      const child = as === 'toy' && r.chance(0.5)
      return {
        ...{
          category: child ? 'people' : 'home',
          setting: as === 'statue' ? 'park' : r.pick(['bedroom', 'livingroom']),
          emotion: 'warm',
        },
        things: [
          thing(r.pick(['dog', 'dog', 'cat', 'cat', 'panda', 'rabbit', 'tiger']), {
            as,
            colour: as === 'toy' ? r.pick(['brown', 'white', 'pink']) : undefined,
          }),
        ],
        people: child
          ? [group(r.pick(['girl', 'boy', 'baby']), 1, [], r.pick(['playing', 'sleeping', 'hugging']))]
          : [],
      }
    },
  },
  {
    ...{ name: 'meal', weight: 12 },
    make: (r) => ({
      ...{ category: 'food', setting: r.pick(['restaurant', 'restaurant', 'kitchen', 'livingroom']), emotion: 'warm' },
      things: [thing(r.pick(dishes)), ...(r.chance(0.4) ? [thing(r.pick([...drinks, ...dishes]))] : [])].filter(
        (each, i, all) => all.findIndex((other) => other.what === each.what) === i,
      ),
      people: r.chance(0.15)
        ? [group(r.pick(['friend', 'man', 'woman', 'child']), r.int(1, 3), [], r.pick(['eating', 'toasting']))]
        : [],
    }),
  },
  {
    ...{ name: 'drink', weight: 5, where: ['home', 'city', 'europe'] },
    make: (r) => ({
      category: 'food',
      setting: 'cafe',
      emotion: r.pick(['serene', 'warm']),
      things: [thing(r.pick(drinks)), ...(r.chance(0.6) ? [thing(r.pick(['book', 'laptop', 'bread', 'cake']))] : [])],
    }),
  },
  {
    ...{ name: 'portrait', weight: 10 },
    make: (r, { month }) => ({
      ...{
        category: 'people',
        setting: r.pick(['park', 'street', 'garden', 'campus', 'balcony', 'cafe']),
        emotion: r.pick(['joyful', 'serene', 'neutral', 'warm']),
      },
      people: company(
        r,
        r.pick([
          'standing',
          'sitting',
          'laughing',
          'selfie',
          'reading',
          'walking',
          'jumping',
          'dancing',
          'guitarplaying',
          'hugging',
          'falling',
        ]),
        month,
      ),
      things: r.chance(0.15) ? [thing(r.pick(['bouquet', 'umbrella', 'bicycle', 'stroller']))] : [],
    }),
  },
  {
    ...{ name: 'family group', weight: 4 },
    make: (r) => ({
      ...{ category: 'people', setting: r.pick(['park', 'livingroom', 'garden']), emotion: r.pick(['warm', 'joyful']) },
      people: [
        group('grandmother', 1),
        ...(r.chance(0.6) ? [group('grandfather', 1)] : []),
        group('woman', 1, [worn(r, 'dress')]),
        group('man', 1, [worn(r, 'shirt')]),
        group('child', r.int(1, 3)),
      ].map((each) => ({ ...each, doing: 'standing' })),
    }),
  },
  {
    ...{ name: 'at home', weight: 6, where: ['home'] },
    make: (r) => ({
      ...{
        category: r.pick(['people', 'home']),
        setting: r.pick(['livingroom', 'kitchen', 'bedroom', 'balcony']),
        emotion: r.pick(['warm', 'serene', 'neutral']),
      },
      people: [
        group(
          r.pick(['woman', 'man', 'grandmother', 'grandfather', 'girl', 'boy', 'baby']),
          1,
          r.chance(0.4) ? [worn(r, r.pick(['sweater', 'tshirt']))] : [],
          r.pick([
            'reading',
            'cooking',
            'sleeping',
            'working',
            'pianoplaying',
            'gardening',
            'calling',
            'yoga',
            'dumplingmaking',
            'crying',
            'painting',
            'drinking',
            'chess',
          ]),
        ),
      ],
    }),
  },
  {
    ...{ name: 'room', weight: 3, where: ['home'] },
    make: (r) => ({
      ...{ category: 'home', setting: r.pick(['livingroom', 'bedroom', 'kitchen', 'office', 'hotel']) },
      things: r
        .some(['sofa', 'bed', 'bookshelf', 'piano', 'television', 'potplant', 'vase', 'speaker', 'laptop', 'towel'], 3)
        .map((what) =>
          thing(
            what,
            ['sofa', 'bed', 'towel'].includes(what)
              ? { colour: r.pick(['red', 'grey', 'blue', 'white'] as const) }
              : {},
          ),
        ),
    }),
  },
  {
    ...{ name: 'children out', weight: 10, where: ['home'] },
    make: (r) => ({
      ...{ category: 'people', setting: r.pick(['playground', 'playground', 'park', 'zoo']), emotion: 'joyful' },
      people: [
        group(
          r.pick(['girl', 'boy', 'child']),
          r.int(1, 3),
          r.chance(0.7) ? [worn(r, r.pick(['tshirt', 'raincoat', 'dress', 'hat']))] : [],
          r.pick(['swinging', 'running', 'kiteflying', 'playing', 'laughing', 'jumping']),
        ),
      ],
      things: r.chance(0.4) ? [thing(r.pick(['slide', 'swing', 'ball', 'balloon', 'kite', 'icecream']))] : [],
    }),
  },
  {
    ...{ name: 'sport', weight: 6, where: ['home', 'city'] },
    make: (r) => {
      const [doing, setting, what] = r.pick([
        ['footballing', 'stadium', 'football'],
        ['basketballing', 'stadium', 'basketball'],
        ['running', 'stadium', undefined],
        ['yoga', 'gym', undefined],
        ['climbing', 'gym', undefined],
        ['cycling', 'street', 'bicycle'],
        ['swimming', 'pool', undefined],
      ] as const)
      return {
        category: 'sport',
        setting,
        emotion: 'lively',
        event: r.chance(0.25) ? 'match' : undefined,
        people: [
          group(
            r.pick(['player', 'man', 'woman', 'student']),
            r.weighted([
              [1, 3],
              [2, 2],
              [5, 1],
            ]),
            [worn(r, doing === 'swimming' ? 'swimsuit' : 'jersey')],
            doing,
          ),
        ],
        things: what ? [thing(what)] : [],
      }
    },
  },
  {
    ...{ name: 'work and school', weight: 4, where: ['home'] },
    make: (r) =>
      r.pick([
        () => ({
          category: 'people' as const,
          setting: 'classroom',
          people: [group('student', r.int(1, 4), [worn(r, 'uniform', 'blue')], r.pick(['reading', 'sitting']))],
          things: [thing('blackboard')],
        }),
        () => ({
          category: 'event' as const,
          setting: 'office',
          event: 'conference',
          people: [group(r.pick(['man', 'woman', 'friend']), r.int(2, 6), [worn(r, 'suit', 'black')], 'sitting')],
        }),
        () => ({
          category: 'people' as const,
          setting: 'library',
          people: company(r, 'reading', 5, 1),
          things: [thing('bookshelf'), thing('book', { many: true })],
        }),
      ])(),
  },
  {
    ...{ name: 'hospital', weight: 1.5, where: ['home'] },
    make: (r) => ({
      category: 'people',
      setting: 'hospital',
      emotion: r.pick(['sad', 'solemn', 'warm']),
      people: [
        group(r.pick(['grandmother', 'grandfather', 'baby']), 1, [], r.pick(['lying', 'sleeping'])),
        ...(r.chance(0.5) ? [group('doctor', 1, [worn(r, 'mask', 'blue')])] : []),
      ],
      things: r.chance(0.3) ? [thing('wheelchair')] : [],
    }),
  },
]
