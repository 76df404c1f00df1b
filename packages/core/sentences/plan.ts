/** The reasons of a plan for a machine. */
export const planSentences = {
  plan_fits_card:
    'All {layers} layers of {model} fit on the {card}: {used} of {total}, so that the processor has nothing to compute.',
  plan_together:
    '{slots} photos are looked at together, because the writing of their answers shares each pass over the model.',
  plan_alone: 'One photo is looked at at a time, because the memory of a second is not there.',
  plan_cache: 'The cache keeps its numbers in 8 bits instead of 16, without which the model would not fit.',
  plan_vulkan:
    "It computes through Vulkan: the CUDA code that comes with Albumen is for the RTX 40 series only. llama.cpp's own server with CUDA can be faster.",
  plan_card_shared: 'Other programs hold {used} of the card; that is left to them.',
  plan_speed_unknown: 'The speed of this card is not known here, so the estimate is wide.',
  plan_other_card:
    "The {card} stays free: one card holds the whole model, and shared between two it would run at the slower one's pace.",
  plan_8b_too_large: 'The 8B model is better, but needs {needed}, and {usable} of the card can be used.',
  plan_q5: 'The card is fast enough to afford Q5_K_S, which is a little more exact than the usual Q4_K_M.',
  plan_q4_card:
    'Q4_K_M is the usual choice: Q5_K_S is hardly more exact and would take about a tenth longer on this card.',
  plan_q4: 'Q4_K_M is the usual choice.',
  plan_next_size: 'With {more} more on the {card}, the {size} model would fit, which sees more.',
  plan_large_fits:
    '{model} would fit too ({needed}): it knows more and computes with only 3B of its 30B at a time. Try it with `albumen models pull {model}`.',
  plan_large_more_card:
    'With {more} more graphics memory, {model} would fit, which knows more and computes with only 3B of its 30B at a time. Faster memory would make this model faster in proportion.',
  plan_large_more_shared:
    'With {more} more memory for the graphics, {model} would fit, which knows more and computes with only 3B of its 30B at a time. Faster memory would make this model faster in proportion.',
  plan_partly:
    '{model} does not fit on the {card}: {needed} are needed, {usable} can be used. {layers} of its {all} layers are computed there.',
  plan_partly_slow:
    "The other layers run on one thread of the processor, many times slower: a smaller model that fits wholly is far faster, and llama.cpp's own server (ALBUMEN_SERVER_URL) uses all cores.",
  plan_all_would_fit: 'With {more} more graphics memory, all of it would fit.',
  plan_mac: 'No graphics are available to Albumen here, so the {cpu} computes; {model} needs {needed} of {total}.',
  plan_mac_alone: 'One photo is looked at at a time: it uses all cores already.',
  plan_mac_next: 'With the graphics of this chip (Metal) it is about twice as fast: run Albumen on macOS itself.',
  plan_server_here:
    "llama.cpp's own server uses all {cores} cores: with {model} about {time} a photo. Start it on this machine and set ALBUMEN_SERVER_URL.",
  plan_server_here_avx2:
    "llama.cpp's own server uses all {cores} cores and AVX2: with {model} about {time} a photo. Start it on this machine and set ALBUMEN_SERVER_URL.",
  plan_largest:
    '{model} needs {needed} of {total}; it is the largest that fits and takes less than about a minute a photo.',
  plan_slow:
    'Its {cores} cores would need more than a minute for a photo even with the smallest model and the fastest program.',
  plan_slow_no_avx:
    'Its {cores} cores without AVX would need more than a minute for a photo even with the smallest model and the fastest program.',
  plan_wished_too_large: 'The model, {model}, needs {needed}; of {total} memory {usable} can be used for it.',
  plan_smallest_too_large:
    'Even the smallest model, {model}, needs {needed}; of {total} memory {usable} can be used for it.',
  plan_elsewhere:
    'Best let another machine do the looking, such as a PC with {card}: run llama.cpp, Ollama or LM Studio there and set ALBUMEN_SERVER_URL here. This machine keeps the library and waits whenever that one sleeps.',
  plan_more_memory: 'With {more} more memory, {model} could run here, slowly.',
  plan_no_card: 'Albumen finds no graphics card here that it could use.',
  plan_integrated:
    'There is no graphics card but the {card} ({memory}), which shares the memory of the processor and is hardly faster.',
  plan_card_small:
    'No model fits wholly on the {card} ({memory}), and the part that is left to the processor would run on one slow thread.',
  plan_one_thread_x64:
    "The engine inside Albumen computes on one thread without AVX when there is no graphics card (that is how its library is built), many times slower than llama.cpp's own server on the same processor.",
  plan_one_thread:
    "The engine inside Albumen computes on one thread when there is no graphics card (that is how its library is built), many times slower than llama.cpp's own server on the same processor. This was measured on x64 and is assumed here.",
  plan_meanwhile_one:
    'Until then it looks with {model} at one photo at a time, {tokens} tokens each: about {time} a photo.',
  plan_meanwhile:
    'Until then it looks with {model} at {slots} photos at a time, {tokens} tokens each: about {time} a photo.',
  plan_tight: 'Only {free} of it are free now: other programs would have to make room.',
  plan_budget:
    'Pictures are given to the model with {tokens} tokens instead of 1024: reading them is what takes a processor longest. Small print may be missed.',
  plan_with_card: 'With {card}, here or in another machine, {model} takes about {time} a photo.',
} as const
