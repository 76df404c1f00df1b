/**
 * Lines by which llama.cpp, its drivers and the C++ library say that memory has run out. Seen here on the processor
 * (llama.node 1.7.15 under a limit); the rest as quoted in llama.cpp's issues 20431 (CUDA), 16725 (ROCm), 15256 (Vulkan)
 * and 9701 (Metal):
 *
 * - `ggml_aligned_malloc: insufficient memory (attempted to allocate 396.02 MB)`
 * - `alloc_tensor_range: failed to allocate CUDA0 buffer of size 151851674624`, `unable to allocate CUDA0 buffer`
 * - `ggml_gallocr_reserve_n_impl: failed to allocate CPU buffer of size 415256576`
 * - `llama_init_from_model: failed to initialize the context: failed to allocate buffer for kv cache`
 * - `ggml_backend_cuda_buffer_type_alloc_buffer: allocating 14136.04 MiB on device 0: cudaMalloc failed: out of memory`
 * - `ggml_vulkan: Device memory allocation of size 118497280 failed.`, `vk::Device::allocateMemory: ErrorOutOfDeviceMemory`
 * - `error: Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)`
 * - `clip_init: failed to load model '…': std::bad_alloc`
 */
const SIGNS =
  /insufficient memory|out of memory|OutOf(?:Device|Host|Pool)?Memory|OUT_OF_(?:DEVICE_|HOST_|POOL_)?MEMORY|bad_alloc|memory allocation of size \d+ failed|(?:failed|unable) to (?:allocate|reserve)|cannot allocate memory/i

/** Only a faster kind of memory was wanted: llama.cpp goes on without. */
const HARMLESS = /pinned memory|host buffer for async uploads/i

/** Whether a line of the engine's log tells of memory that has run out. */
export function tellsOfNoMemory(line: string): boolean {
  return SIGNS.test(line) && !HARMLESS.test(line)
}
