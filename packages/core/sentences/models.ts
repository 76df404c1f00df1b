/** About models: which is missing, which would do, what a download met. */
export const modelSentences = {
  no_vision_model: 'There is no vision model yet.',
  get_a_model:
    'Run `albumen models pull`: it downloads what suits this machine; ALBUMEN_MODEL=auto does so by itself. Or put a Qwen3-VL Instruct GGUF and its mmproj file into {folder}, or set ALBUMEN_MODEL to a .gguf file, or set ALBUMEN_SERVER_URL to an OpenAI-compatible server such as http://host:8080.',
  model_not_downloaded: '{model} is chosen, but not downloaded yet.',
  pull_it: 'Run `albumen models pull {model}`.',
  model_name_unknown:
    'The model is set to "{model}"; expected the path of a .gguf file, a name that `albumen models list` shows, or nano-vl, the bundled test model.',
  model_without_projector:
    '{model} has no image projector: expected a file mmproj*.gguf in {folder}, or ALBUMEN_MMPROJ.',
  model_without_usable_projector: '{model} has no usable image projector (mmproj*.gguf) beside it.',
  file_empty: '{file} is empty; expected {what}',
  file_no_gguf: '{file} is not a GGUF file (it begins with {beginning}); expected {what}',
  file_wrong_kind: '{file} is {kind}; expected {what}',
  file_missing: '{file} does not exist; expected {what}',
  file_unreadable: '{file} cannot be read ({error}); expected {what}',
  no_embedding_model: 'There is no embedding model yet.',
  embedding_name_unknown:
    'The embedding model is set to "{model}"; expected the path of a .gguf file, none, or a name that `albumen models list` shows.',
  embedding_without_length: '{file} does not say how long its vectors are (embedding_length).',
  download_again: 'Download it again (`albumen models verify` finds damaged files), or choose another model.',
  model_too_large: '{model} needs {needed} of memory, and this machine has {memory}.',
  model_too_large_cards: '{model} needs {needed} of memory, and this machine has {memory}; its graphics: {cards}.',
  suits_card: '{model} ({size} GB) suits this machine: all of it fits on the {card}, about {time} a photo.',
  suits_memory:
    '{model} ({size} GB) suits this machine: it needs {needed} of {memory} of memory, about {time} a photo.',
  faster_here: 'A graphics card, or a server on this machine, is far faster: see `albumen tune`.',
  faster_elsewhere: 'A graphics card, or a server on another machine, is far faster: see `albumen tune`.',
  none_fits:
    'No vision model fits into the memory of this machine: {memory}. Let another one look at the photos: run llama.cpp, Ollama or LM Studio there and set ALBUMEN_SERVER_URL to it.',
  pull_and_use:
    'Run `albumen models pull {model}` and `albumen models use {model}`, or let another machine look at the photos and set ALBUMEN_SERVER_URL.',
  being_downloaded: 'It is being downloaded.',
  download_failed: 'The model {model} could not be downloaded: {why}',
  no_space:
    'Not enough disk space in {folder}: {needed} more are needed and 1 GB beyond, {free} are free. Free some space, or choose a smaller model (albumen models list).',
  model_is_chosen: '{model} is the model chosen by {by}. Choose another one first, or add --force.',
  model_downloading: '{model} is being downloaded; stop that first.',
  no_such_model: 'There is no model "{model}" in {folder}.',
  model_fixed: 'The configuration decides which model is used ({setting}). Change it there.',
  looker_fixed: 'The configuration decides what looks at the photos ({setting}). Change it there.',
  measurement_interrupted: 'The measurement was interrupted by a restart.',
  machine_looked_at: 'The machine is being looked at.',
  reference_unknown:
    '"{name}" is neither a model of the catalog (albumen models list), nor hf:owner/repository/file.gguf, nor a link; a file of this machine needs no download: albumen models use PATH.',
  reference_part: '{name} is one part of several; choose a model that is in one file.',
  reference_no_file:
    '"{name}" names no model file; expected hf:owner/repository/file.gguf or a link that ends in .gguf.',
  reference_expected: 'Expected hf:owner/repository/file.gguf or a link, got {name}.',
  projector_not_found:
    'No image projector was found beside this model, and it sees nothing without: name one with --mmproj hf:owner/repository/mmproj-….gguf, a link or a path.',
  delete_and_again: 'Delete it and run this again.',
  file_other_size: '{file} has {size} bytes instead of {expected}',
  verify_size: 'It has {size} bytes instead of {expected}.',
  verify_hash: 'Its sha256 is {sha256}, but {expected} was downloaded.',
  verify_published: 'It is what {host} published on {day}, sha256 {sha256}.',
  verify_downloaded: 'It is what was downloaded on {day}, sha256 {sha256}.',
  verify_published_size: 'It has {size} bytes, but the published file has {expected}.',
  verify_unrecorded: 'Its header is sound; it was not downloaded by Albumen, so there is no hash to compare it with.',
} as const
