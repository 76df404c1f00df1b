export function Try() {
  return <h1>Try</h1>
}
