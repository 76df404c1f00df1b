export function WorldMap() {
  return <h1>WorldMap</h1>
}
