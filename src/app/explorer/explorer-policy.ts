/** What files of the explorer may do that are opened by themselves, and the workers that run them: load their like. */
export const filePolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** Whether `host` is a host name or address, with or without a port, and nothing that could end a directive. */
export const isHost = (host: string | undefined): host is string =>
  /^([a-z0-9-]+(\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(host ?? '')

/**
 * The Content-Security-Policy (CSP Level 3) of the explorer's page at `host`, which passed `isHost`. Scripts and styles
 * are files of this host or carry `nonce`; nothing is evaluated, framed or loaded from another host.
 */
export const explorerPolicy = (nonce: string, host: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    // Older browsers do not count sockets of the same host as 'self'.
    `connect-src 'self' ws://${host} wss://${host}`,
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
