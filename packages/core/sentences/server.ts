/** About vision servers elsewhere. */
export const serverSentences = {
  server_address: 'ALBUMEN_SERVER_URL: expected http://host:port or http://:KEY@host:port, got something else.',
  server_unset: 'The engine is set to "server", but no ALBUMEN_SERVER_URL is given.',
  server_away: 'The vision server at {server} cannot be reached: {why}.',
  server_hangs: 'The vision server at {server} hangs: {why}.',
  server_wrong_key:
    'The vision server at {server} refuses the key it was given (status {status}). Set ALBUMEN_SERVER_KEY, or write the key into the address as http://:KEY@host.',
  server_no_key:
    'The vision server at {server} refuses to answer without a key (status {status}). Set ALBUMEN_SERVER_KEY, or write the key into the address as http://:KEY@host.',
  server_moved:
    'The vision server at {server} sends everybody to {location}: set ALBUMEN_SERVER_URL to that (status {status}).',
  server_loading: 'The vision server at {server} is loading its model.',
  server_busy: 'The vision server at {server} is busy (status {status}).',
  server_not_now: 'The vision server at {server} cannot answer now (status {status}).',
  server_context:
    'The vision server at {server} has too little context for a photo: expected 4096 tokens for each at once ({said}).',
  server_memory: 'The vision server at {server} has too little memory for {model} ({said}).',
  server_model_unusable:
    'The vision server at {server} cannot use the model {model} (status {status}, {said}). Load it there, or set ALBUMEN_MODEL.',
  server_request_size:
    'The vision server at {server}, or a proxy before it, takes no request as large as a photo: expected 2 MB to be allowed (status 413).',
  server_refuses_all:
    'The vision server at {server} refuses every question (status {status}, {said}). Expected an OpenAI chat API with a model loaded.',
  server_foreign:
    '{server} does not answer like an OpenAI API: expected a list at /v1/models, got {got}. Check ALBUMEN_SERVER_URL: the address of the server itself, such as http://host:8080.',
  server_peer_not_ready: 'The vision server at {server} is there, but its engine is not ready: {said}',
  server_no_model:
    'The vision server at {server} has no model: expected a vision model such as Qwen3-VL Instruct. Load one there.',
  server_no_model_ollama:
    'The vision server at {server} has no model: expected a vision model such as Qwen3-VL Instruct. Run `ollama pull qwen3-vl:8b-instruct` there.',
  server_unknown_model:
    'The vision server at {server} has no model "{model}"; it offers {offered}. Set ALBUMEN_MODEL to one of these, or load it there.',
  server_unknown_model_ollama:
    'The vision server at {server} has no model "{model}"; it offers {offered}. Set ALBUMEN_MODEL to one of these, or run `ollama pull {model}` there.',
  server_text_only: 'The model {model} at {server} cannot see images: expected {expected}.',
  servers_some_away: '{away} of {all} vision servers cannot be used.',
  servers_differ: 'The vision servers have different models: {models}. Set ALBUMEN_MODEL to one that all of them have.',
} as const
