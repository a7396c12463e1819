const feed = new EventSource("/changes");
let seen = null;
feed.onmessage = (message) => {
  if (seen !== null && message.data !== seen) location.reload();
  seen = message.data;
};
