/** About the engines of this machine, and what makes them wait. */
export const engineSentences = {
  no_worker: 'No worker is running.',
  no_worker_hint: 'Look at the log; `albumen up` starts a worker again by itself.',
  no_worker_analyses: 'No running worker analyses photos.',
  no_worker_analyses_hint: 'Let a worker serve the queue "analyse" (ALBUMEN_QUEUES).',
  no_worker_embeds: 'No running worker embeds photos.',
  no_worker_models: 'No worker that has models is running.',
  no_embedding_wanted: 'No embedding model is wanted.',
  engine_not_ready: 'No vision engine is ready now.',
  engine_silent: 'The vision engine does not answer now.',
  engine_closed: 'The vision engine has been closed.',
  engine_restarting: 'The vision engine is being restarted: {why}',
  engine_out_of_memory: 'There is not enough memory for {model}, even for the smallest plan: {why}',
  engine_smaller: 'Memory ran out, so the vision engine is loaded with a smaller plan: {why}',
  engine_smaller_kept: 'Running with a smaller plan ({given}), because memory ran out: {why}',
  engine_fewer: 'Fewer photos are looked at together than planned, because memory ran out: {why}',
  load_architecture:
    '{file} is of the architecture "{architecture}", which this llama.cpp does not know; expected a vision model such as Qwen3-VL Instruct (llama.cpp: {words})',
  load_projector_type:
    '{file} is a projector of the type "{type}", which this llama.cpp does not know; expected the one that was published with the model (llama.cpp: {words})',
  load_projector_foreign:
    '{file} does not belong to {model}: it makes {projector} numbers of each piece of a picture, and the model reads {reads}; expected the projector that was published with the model (llama.cpp: {words})',
  load_damaged:
    '{file} is cut off or damaged; download it again (`albumen models verify` finds such files) (llama.cpp: {words})',
  load_failed: 'llama.cpp could not load {model} with {projector}: {why}',
  text_restarting: 'The text engine is being restarted: {why}',
  text_load_failed: 'llama.cpp could not load {model}: {why}',
  previews_missing:
    'There are no previews in {folder}. Give this worker the folder in which the other machine writes them, or set ALBUMEN_API_URL and ALBUMEN_API_TOKEN, and it fetches them there.',
  previews_unreachable: 'Previews cannot be fetched from ALBUMEN_API_URL ({url}): {why}',
  hold_ups: 'The power is out and the machine runs on its UPS: photos wait until it is back.',
  hold_battery: 'The machine runs on battery: photos wait until it is plugged in.',
  hold_busy: 'The machine is busy with other things ({percent} % of its processors): photos wait until it has time.',
  hold_disk: 'The disk of {folder} has {left} left: everything waits until {wanted} are free.',
  hold_disk_unknown: 'The disk of {folder} cannot be looked at: everything waits until {wanted} are free.',
} as const
