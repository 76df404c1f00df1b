/** A choice that this browser remembers; undefined until there is one that (still) exists. */
export function remembered<Choice extends string>(name: string, choices: readonly Choice[]) {
  const key = `albumen.${name}`
  return {
    read(): Choice | undefined {
      const found = localStorage.getItem(key)
      return choices.find((each) => each === found)
    },
    write(choice: Choice): void {
      localStorage.setItem(key, choice)
    },
  }
}
