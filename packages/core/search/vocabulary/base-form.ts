const irregular = new Map(
  Object.entries({
    ...{ children: 'child', people: 'people', men: 'man', women: 'woman', mice: 'mouse', geese: 'goose', feet: 'foot' },
    ...{ teeth: 'tooth', leaves: 'leaf', knives: 'knife', wolves: 'wolf', loaves: 'loaf', shelves: 'shelf' },
    ...{ wives: 'wife', calves: 'calf', scarves: 'scarf', halves: 'half', oxen: 'ox', sheep: 'sheep', deer: 'deer' },
    ...{ buses: 'bus', cacti: 'cactus', octopuses: 'octopus', hippopotamuses: 'hippopotamus', walruses: 'walrus' },
    ...{ grandchildren: 'grandchild', policemen: 'policeman', snowmen: 'snowman', firemen: 'fireman', selves: 'self' },
    ...{ movies: 'movie', cookies: 'cookie', selfies: 'selfie', pies: 'pie', ties: 'tie', brownies: 'brownie' },
    ...{ smoothies: 'smoothie', hoodies: 'hoodie', zombies: 'zombie', cities: 'city', clothes: 'clothes' },
    ...{
      tomatoes: 'tomato',
      potatoes: 'potato',
      mangoes: 'mango',
      heroes: 'hero',
      volcanoes: 'volcano',
      shoes: 'shoe',
    },
    ...{ dominoes: 'domino', mosquitoes: 'mosquito', dishes: 'dish', lenses: 'lens', canvases: 'canvas', axes: 'axe' },
    ...{
      news: 'news',
      lens: 'lens',
      canvas: 'canvas',
      gas: 'gas',
      bus: 'bus',
      christmas: 'christmas',
      pancreas: 'pancreas',
    },
  }),
)

/** The singular of an English noun in lower case; other words as they are, or shorter in a way that is always the same. */
export function baseForm(word: string): string {
  const known = irregular.get(word)
  if (known) return known
  const plain = word.endsWith("'s") ? word.slice(0, -2) : word
  if (plain.length < 4 || /(?:ss|us|is|'s)$/.test(plain) || !plain.endsWith('s')) return plain
  if (plain.endsWith('ies') && plain.length > 4) return `${plain.slice(0, -3)}y`
  return /(?:ch|sh|x|ss|zz)es$/.test(plain) ? plain.slice(0, -2) : plain.slice(0, -1)
}
