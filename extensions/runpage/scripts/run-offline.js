// Answers for the files that run Python from what this browser has kept, so that a cell
// runs without a network. Everything else goes its usual way.

const KEPT = "locks-and-quorums-runner";
const FOLDER = `${self.registration.scope}_static/run/`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { url } = event.request;
  if (!url.startsWith(FOLDER)) return;
  event.respondWith(caches.match(url, { cacheName: KEPT }).then((kept) => kept ?? fetch(event.request)));
});
