/**
 * Every sampler parameter, none left to llama.node's defaults: those have XTC on, which picks unlikely tokens even at
 * temperature 0. The grammar and its bounds keep the answer in shape, so no repetition penalty distorts the JSON.
 */
export function samplerFor(temperature: number) {
  return {
    temperature,
    seed: 1,
    top_k: 20,
    top_p: 0.8,
    min_p: 0,
    typ_p: 1,
    top_n_sigma: -1,
    xtc_probability: 0,
    xtc_threshold: 0.1,
    dry_multiplier: 0,
    penalty_last_n: 0,
    penalty_repeat: 1,
    penalty_freq: 0,
    penalty_present: 0,
    mirostat: 0,
    n_probs: 0,
    ignore_eos: false,
  }
}
