/** What secrets look like in a text, each with what is left of it. */
const SECRETS: [RegExp, string][] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, '$1…@'], // user and password, or a key, of an address
  [/\b(bearer)(?:\s+|%20)[\w.~+/=-]{12,}/gi, '$1 …'],
  [/([?&](?:access_token|token|key|api_key|secret|password|code)=)[^&\s"'#]+/gi, '$1…'],
  [/\b(whsec_|hf_|alb_|albumen_|sk-)[\w+/=-]{8,}/g, '$1…'],
  [/("(?:password|secret|token|authorization|cookie|serverKey|hfToken|key|pin)"\s*:\s*")(?:[^"\\]|\\.)+(?=")/gi, '$1…'],
  [/\b(password|secret|pin)=\S+/gi, '$1=…'],
]

/** A text, or a line of JSON, without passwords, tokens and keys. What is left says that something was there. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((rest, [pattern, left]) => rest.replace(pattern, left), text)
}
