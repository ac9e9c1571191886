// A link that carries an edited cell: the code itself, as letters that an address may have.

const MOST = 30_000; // letters of a link; longer ones are cut off by mail and chat

// The end of an address; null if it would be too long to arrive whole.
export function linkTo(number, code, moves) {
  const bytes = new TextEncoder().encode(JSON.stringify({ number, code, ...(moves && { moves }) }));
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const hash = `#edit=${letters.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
  return hash.length > MOST ? null : hash;
}

// What a link brings, or null if it is none of ours, or damaged.
export function brought(hash) {
  if (!hash.startsWith("#edit=") || hash.length > MOST) return null;
  try {
    const letters = hash.slice("#edit=".length).replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const { number, code, moves } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (!Number.isInteger(number) || typeof code !== "string") return null;
    return { number, code, moves: typeof moves === "string" && /^\d+(\.\d+)*$/.test(moves) ? moves : "" };
  } catch { return null; }
}
