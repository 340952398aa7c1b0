/**
 * A text encrypted with the key that the client gave the server process at its start (AES-256-GCM, base64), so that no
 * protocol trace shows a secret.
 */
export type Sealed = string & { readonly sealed: unique symbol };
