/** As much of WebAssembly as is used here: TypeScript keeps its types with those of browsers. */
declare namespace WebAssembly {
  class Memory {
    constructor(size: { initial: number })
    readonly buffer: ArrayBuffer
    /** @param pages of 64 kB; the buffer is another one afterwards */
    grow(pages: number): number
  }
  class Module {
    constructor(code: Uint8Array)
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
  function validate(code: Uint8Array): boolean
}
