let feed = null;
let seen = null;
/** A browser keeps few connections to one server: a page in the background gives its own back. */
const watch = () => {
  feed?.close();
  feed = document.hidden ? null : new EventSource("/changes");
  if (!feed) return;
  feed.onmessage = (message) => {
    if (seen !== null && message.data !== seen) location.reload();
    seen = message.data;
  };
};
document.addEventListener("visibilitychange", watch);
watch();
