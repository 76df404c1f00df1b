/** Animals that are eaten under their own name. */
interface Eaten {
  animal: string
  /** the concept of what is on the table */
  dish: string
  /** by which both are asked for; a hen or 公鸡 is alive */
  names: string[]
}

const EATEN: Eaten[] = [
  { animal: 'fish', dish: 'fish-dish', names: ['fish', '鱼'] },
  { animal: 'chicken-animal', dish: 'fried-chicken', names: ['chicken', '鸡'] },
  { animal: 'duck', dish: 'roast-duck', names: ['duck', '鸭', '鸭子'] },
  { animal: 'goose', dish: 'roast-goose', names: ['goose', '鹅'] },
  { animal: 'sheep', dish: 'lamb-meat', names: ['lamb'] },
]

const byAnimal = new Map(EATEN.map(({ animal, dish }) => [animal, dish]))
const byName = new Map(EATEN.flatMap(({ dish, names }) => names.map((name) => [name, dish])))

/** What an animal is called on the table; undefined where that is no question. */
export function dishOf(animal: string): string | undefined {
  return byAnimal.get(animal)
}

/** The dish that a name asks for beside the animal: whoever looks for fish means one or the other. */
export function dishNamed(baseForm: string): string | undefined {
  return byName.get(baseForm)
}
